package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The episode that is being played. One thread.
final class EpisodeSum {
    private int policy;
    private double reward;
    private double[] terms = {};
    private int steps;

    void add(RobotStep step) {
        policy = step.policy();
        reward += step.reward();
        if (terms.length != step.terms()) {
            terms = new double[step.terms()]; // with the first step
        }
        for (int i = 0; i < terms.length; i++) {
            terms[i] += step.term(i);
        }
        steps++;
    }

    /// {@return whether nothing was played yet}
    boolean isEmpty() {
        return steps == 0;
    }

    /// {@return number of the policy that acted last}
    int policy() {
        return policy;
    }

    /// {@return steps played}
    int steps() {
        return steps;
    }

    /// {@return sum of the rewards}
    double reward() {
        return reward;
    }

    /// {@return what a step came to on average in one term of the reward}
    ///
    /// @param term in the order of the task
    double mean(int term) {
        return terms[term] / steps;
    }

    /// {@return what a step came to on average in each term of the reward}
    List<Double> means() {
        return Arrays.stream(terms).mapToObj(sum -> sum / steps).toList();
    }

    /// Forgets what was played so far.
    void begin() {
        reward = 0;
        Arrays.fill(terms, 0);
        steps = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(policy);
        out.writeDouble(reward);
        out.writeInt(terms.length);
        for (double sum : terms) {
            out.writeDouble(sum);
        }
        out.writeInt(steps);
    }

    void restore(DataInput in) throws IOException {
        policy = in.readInt();
        reward = in.readDouble();
        terms = new double[in.readInt()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = in.readDouble();
        }
        steps = in.readInt();
    }
}
