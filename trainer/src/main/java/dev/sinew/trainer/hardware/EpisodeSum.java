package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The episode that is being played.
final class EpisodeSum {
    private int policy;
    private double reward;
    private double cost;
    private int steps;

    void add(RobotStep step, double stepCost) {
        policy = step.policy();
        reward += step.reward();
        cost += stepCost;
        steps++;
    }

    /// {@return what it came to; the next one begins}
    DipGuard.Episode end() {
        DipGuard.Episode episode = new DipGuard.Episode(policy, reward, cost / steps);
        begin();
        return episode;
    }

    /// Forgets what was played so far.
    void begin() {
        reward = 0;
        cost = 0;
        steps = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(policy);
        out.writeDouble(reward);
        out.writeDouble(cost);
        out.writeInt(steps);
    }

    void restore(DataInput in) throws IOException {
        policy = in.readInt();
        reward = in.readDouble();
        cost = in.readDouble();
        steps = in.readInt();
    }
}
