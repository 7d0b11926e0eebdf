package dev.sinew.trainer.hardware;

import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What the robot did, with reward and cost of each step apart, so that the price of a cost may change while the steps
/// are remembered.
final class HardwareReplay {
    private final ReplayBuffer replay;
    private final double[] rewards;
    private final double[] costs;

    /// Steps in a replay.
    ///
    /// @param replay of the learner, empty
    /// @param capacity of the replay
    HardwareReplay(ReplayBuffer replay, int capacity) {
        this.replay = replay;
        rewards = new double[capacity];
        costs = new double[capacity];
    }

    /// Takes in a step.
    ///
    /// @param step what happened
    /// @param cost of it
    /// @param priced what it is learned with
    void add(RobotStep step, double cost, double priced) {
        int place = place(replay.end());
        rewards[place] = step.reward();
        costs[place] = cost;
        step.addTo(replay, priced);
    }

    /// Prices every step anew.
    ///
    /// @param constraint that knows the price
    void price(CostConstraint constraint) {
        for (long number = replay.start(); number < replay.end(); number++) {
            int place = place(number);
            replay.setReward(number, constraint.priced(rewards[place], costs[place]));
        }
    }

    /// {@return steps remembered}
    int size() {
        return replay.size();
    }

    private int place(long number) {
        return (int) (number % rewards.length);
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(replay.start());
        out.writeLong(replay.end());
        if (replay.size() > 0) {
            replay.write(replay.start(), replay.end(), out);
        }
        for (long number = replay.start(); number < replay.end(); number++) {
            out.writeDouble(rewards[place(number)]);
            out.writeDouble(costs[place(number)]);
        }
    }

    /// Takes over what [#save] wrote, into an empty replay.
    void restore(DataInput in) throws IOException {
        long start = in.readLong();
        long end = in.readLong();
        if (end > start) {
            replay.read(start, end, in);
            replay.setWorlds(1);
        }
        for (long number = start; number < end; number++) {
            rewards[place(number)] = in.readDouble();
            costs[place(number)] = in.readDouble();
        }
    }
}
