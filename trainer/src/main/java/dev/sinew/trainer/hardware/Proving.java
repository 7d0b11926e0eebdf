package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Finds the best policy by what it is worth without exploration: noise helps some policies over a place where they
/// would stay for ever, and spoils others. The robot plays a challenger's episodes one by one; a challenger whose mean
/// falls clearly below that of the best is given up at once, one whose mean is at least that of the best after all its
/// episodes is the best from then on, one whose mean is clearly above it after more than half of them. Between two
/// challengers, and while there is none, the best plays again: a few lucky episodes do not keep it the best. A best
/// that was brought back and no longer does what it proved, as where the robot has come to lie, gives way to the
/// learner from simulation. One thread.
final class Proving {
    private static final int NONE = Integer.MIN_VALUE; // −1 is a stranger's number
    private static final int TWICE = 2; // once is bad luck
    private static final int FAR = 5; // times clearly

    private final int episodes;
    private final double clearly;
    private final Snapshot first;
    private final Candidate best;
    private final Candidate challenger;
    private boolean challenged;
    private boolean bestIsNext;
    private boolean bestHasLearned; // it is not the one from simulation
    private int provedCount; // episodes of the best before it was first brought back; 0 when it was not
    private double provedSum;
    private int playing = NONE;

    /// A learner of some time, and what its policy came to in its episodes so far.
    private static final class Candidate {
        private Snapshot learner;
        private double sum;
        private int count;

        Candidate(Snapshot learner) {
            this.learner = learner;
        }

        void begin(Snapshot other) {
            learner = other;
            sum = 0;
            count = 0;
        }

        void add(double value) {
            sum += value;
            count++;
        }

        /// {@return minus infinity before the first episode}
        double mean() {
            return count == 0 ? Double.NEGATIVE_INFINITY : sum / count;
        }

        void become(Candidate other) {
            learner = other.learner;
            sum = other.sum;
            count = other.count;
        }

        void save(DataOutput out) throws IOException {
            learner.save(out);
            out.writeDouble(sum);
            out.writeInt(count);
        }

        void restore(DataInput in) throws IOException {
            learner = Snapshot.read(in);
            sum = in.readDouble();
            count = in.readInt();
        }
    }

    /// Begins with the learner from simulation as the best.
    ///
    /// @param episodes that make a challenger the best
    /// @param clearly how much lower or higher a mean must be for a challenger to be judged before it has played them
    /// @param first what the learner is now
    Proving(int episodes, double clearly, Snapshot first) {
        this.episodes = episodes;
        this.clearly = clearly;
        this.first = first;
        best = new Candidate(first);
        challenger = new Candidate(first);
    }

    /// {@return whether the next episode may be a new challenger's}
    boolean isOpen() {
        return !challenged && !bestIsNext;
    }

    /// Sets up a challenger.
    void challenge(Snapshot learner) {
        challenger.begin(learner);
        challenged = true;
    }

    /// Gives the challenger up, for the newest policies play badly, and says whom to go back to: the best, unless that
    /// was brought back before and has since fallen far below what it had proved. Then it is the learner from
    /// simulation, which is the best again.
    ///
    /// @param worth of the learner from simulation
    /// @return the best learner
    Snapshot bringBack(double worth) {
        challenged = false;
        bestIsNext = true;
        playing = NONE;
        if (bestHasFallen()) {
            best.begin(first);
            best.add(worth);
            begin(false);
        }
        if (bestHasLearned && provedCount == 0) {
            provedCount = best.count;
            provedSum = best.sum;
        }
        return best.learner;
    }

    private boolean bestHasFallen() {
        int since = best.count - provedCount;
        return provedCount > 0
                && since >= TWICE
                && (best.sum - provedSum) / since < provedSum / provedCount - FAR * clearly;
    }

    /// Another is the best.
    private void begin(boolean learned) {
        bestHasLearned = learned;
        provedCount = 0;
    }

    /// {@return whose policy is to play the next episode without exploration}
    ///
    /// @param number under which it plays
    Snapshot play(int number) {
        playing = number;
        return challenged ? challenger.learner : best.learner;
    }

    /// {@return whether a policy is the one that was asked to prove itself last}
    ///
    /// @param number of the policy
    boolean isPlaying(int number) {
        return playing == number;
    }

    /// Takes in the episode of the policy that was asked to prove itself.
    ///
    /// @param worth its return
    void played(double worth) {
        playing = NONE;
        if (!challenged) {
            best.add(worth);
            bestIsNext = false;
            return;
        }
        challenger.add(worth);
        double better = challenger.mean() - best.mean();
        boolean done = challenger.count >= episodes || (2 * challenger.count > episodes && better >= clearly);
        if (done && better >= 0) {
            best.become(challenger);
            begin(true);
        }
        challenged = !done && better >= -clearly;
        bestIsNext = !challenged;
    }

    /// Says what the best is worth when no episode without exploration has.
    void assume(double worth) {
        if (best.count == 0) {
            best.add(worth);
        }
    }

    /// {@return the best learner there was}
    Snapshot best() {
        return best.learner;
    }

    /// {@return mean return of the best; minus infinity while it has played no episode}
    double bestReturn() {
        return best.mean();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(playing);
        out.writeBoolean(challenged);
        out.writeBoolean(bestIsNext);
        best.save(out);
        challenger.save(out);
        out.writeBoolean(bestHasLearned);
        out.writeInt(provedCount);
        out.writeDouble(provedSum);
    }

    void restore(DataInput in) throws IOException {
        playing = in.readInt();
        challenged = in.readBoolean();
        bestIsNext = in.readBoolean();
        best.restore(in);
        challenger.restore(in);
        bestHasLearned = in.readBoolean();
        provedCount = in.readInt();
        provedSum = in.readDouble();
    }
}
