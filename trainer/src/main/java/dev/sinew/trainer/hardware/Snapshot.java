package dev.sinew.trainer.hardware;

import dev.sinew.trainer.network.ExportedPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What a learner was at some time: all that decides what comes next but the robot's steps. Never changes.
final class Snapshot {
    private final byte[] state;

    private Snapshot(byte[] state) {
        this.state = state;
    }

    /// {@return what a learner is now}
    static Snapshot of(TunedLearner learner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            learner.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new Snapshot(bytes.toByteArray());
    }

    /// Takes the learner to it, all but what it knows of costs.
    void bringBack(TunedLearner learner) {
        try {
            learner.bringBack(new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /// Brings the learner back to it.
    void restoreTo(TunedLearner learner) {
        try {
            learner.restore(new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /// {@return the policy of then. The learner is afterwards as it was}
    ///
    /// @param learner to compute it with
    ExportedPolicy policy(TunedLearner learner) {
        Snapshot now = of(learner);
        restoreTo(learner);
        ExportedPolicy policy = learner.policy();
        now.restoreTo(learner);
        return policy;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(state.length);
        out.write(state);
    }

    static Snapshot read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new Snapshot(bytes);
    }
}
