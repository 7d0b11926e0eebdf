package dev.sinew.trainer.hardware;

import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What the robot did, with the cost of each step beside it where a cost is held to a limit.
final class HardwareReplay {
    private final ReplayBuffer replay;
    private final boolean costly;

    /// Steps in a replay.
    ///
    /// @param replay of the learner, empty
    /// @param costly whether a cost is held
    HardwareReplay(ReplayBuffer replay, boolean costly) {
        this.replay = replay;
        this.costly = costly;
    }

    /// Takes in a step.
    ///
    /// @param step what happened
    /// @param cost of it, in the learner's unit; of no meaning when none is held
    void add(RobotStep step, double cost) {
        step.addTo(replay);
        if (costly) {
            replay.setCost(replay.end() - 1, (float) cost);
        }
    }

    /// The newest step is the last of its episode that is known.
    void cut() {
        if (replay.size() > 0) {
            replay.cut();
        }
    }

    /// {@return steps remembered}
    int size() {
        return replay.size();
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(replay.start());
        out.writeLong(replay.end());
        if (replay.size() > 0) {
            replay.write(replay.start(), replay.end(), out);
        }
        for (long number = replay.start(); costly && number < replay.end(); number++) {
            out.writeFloat(replay.cost(number));
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
        for (long number = start; costly && number < end; number++) {
            replay.setCost(number, in.readFloat());
        }
    }
}
