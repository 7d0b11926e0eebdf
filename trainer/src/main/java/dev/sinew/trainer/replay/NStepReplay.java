package dev.sinew.trainer.replay;

import dev.sinew.config.random.RandomStream;

/// Transitions of a replay taken n steps at once: what happened from one state until n steps later, or until the
/// episode ended or was cut, or until the newest transition. Sutton and Barto, *Reinforcement Learning*, second
/// edition, section 7.1, Eq. 7.1. Uncorrected for the policy that acted.
///
/// With k ≤ n steps taken, `R = Σᵢ γⁱ·rᵢ` over the k rewards, and the value of the state after them counts
/// `γᵏ·(1 − terminated)`. Reads only; threads may share it while nothing is added.
public final class NStepReplay {
    private final ReplayBuffer replay;
    private final float[] powers;

    /// Takes n steps of a replay at once.
    ///
    /// @param replay to draw from
    /// @param steps n, at least 1
    /// @param discount γ
    public NStepReplay(ReplayBuffer replay, int steps, double discount) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps of a return must be at least 1, were " + steps);
        }
        this.replay = replay;
        powers = new float[steps + 1];
        double power = 1;
        for (int i = 0; i <= steps; i++) {
            powers[i] = (float) power;
            power *= discount;
        }
    }

    /// {@return the transitions themselves}
    public ReplayBuffer replay() {
        return replay;
    }

    /// {@return the number of a transition, each as likely as the others}
    ///
    /// @param random where from
    public long draw(RandomStream random) {
        return replay.start() + random.nextInt(replay.size());
    }

    /// {@return the number of the last transition that a return takes in}
    ///
    /// @param number of the first
    public long last(long number) {
        long last = number;
        for (int k = 1; k < powers.length - 1; k++) {
            long next = last + replay.worlds();
            if (replay.isLast(last) || next >= replay.end()) {
                return last;
            }
            last = next;
        }
        return last;
    }

    /// {@return the discounted sum of rewards, R}
    ///
    /// @param number of the first transition
    /// @param last what [#last] says of it
    public float reward(long number, long last) {
        float sum = reward(number);
        int k = 1;
        for (long i = number; i < last; k++) {
            i += replay.worlds();
            sum += powers[k] * reward(i);
        }
        return sum;
    }

    /// {@return the discounted sum of costs; not a number when one of them is not known}
    ///
    /// @param number of the first transition
    /// @param last what [#last] says of it
    public float cost(long number, long last) {
        float sum = replay.cost(number);
        int k = 1;
        for (long i = number; i < last && !Float.isNaN(sum); k++) {
            i += replay.worlds();
            sum += powers[k] * replay.cost(i);
        }
        return sum;
    }

    /// {@return what the value of the state behind the last transition counts, γᵏ·(1 − terminated)}
    ///
    /// @param number of the first transition
    /// @param last what [#last] says of it
    public float continuation(long number, long last) {
        if (replay.isTerminated(last)) {
            return 0f;
        }
        int k = number == last ? 1 : (int) ((last - number) / replay.worlds()) + 1;
        return powers[k];
    }

    private float reward(long number) {
        return replay.block(number)[replay.at(number) + replay.reward()];
    }
}
