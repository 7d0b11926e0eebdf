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
import java.util.TreeMap;

/// What the learner was when each of the newest policies was pushed, and when the best was.
final class Snapshots {
    private final TreeMap<Integer, byte[]> newest = new TreeMap<>();
    private final int most;
    private byte[] best = new byte[0];
    private double bestReturn = Double.NEGATIVE_INFINITY;

    /// Nothing kept.
    ///
    /// @param most policies whose snapshots are kept besides the best
    Snapshots(int most) {
        this.most = most;
    }

    /// Keeps what the learner is, as that of a policy.
    void keep(int policy, TunedLearner learner) {
        newest.put(policy, bytes(learner));
        if (newest.size() > most) {
            newest.pollFirstEntry();
        }
    }

    /// Takes a policy for the best when it is, and its snapshot is still there.
    ///
    /// @param policy its number
    /// @param value what its window came to
    void offer(int policy, double value) {
        byte[] snapshot = newest.get(policy);
        if (value > bestReturn && snapshot != null) {
            best = snapshot;
            bestReturn = value;
        }
    }

    /// {@return what the window of the best came to}
    double bestReturn() {
        return bestReturn;
    }

    /// Brings the learner back to the best.
    void rollBack(TunedLearner learner) {
        become(learner, best);
    }

    /// {@return the best policy; the learner's own while there is none. The learner is afterwards as it was}
    ///
    /// @param learner to compute it with
    ExportedPolicy best(TunedLearner learner) {
        return best.length == 0 ? learner.policy() : policy(best, learner);
    }

    /// {@return a policy as it was pushed, from its snapshot; the learner is afterwards as it was}
    ///
    /// @param number of one of the newest policies
    /// @param learner to compute it with
    ExportedPolicy policy(int number, TunedLearner learner) {
        byte[] snapshot = newest.get(number);
        if (snapshot == null) {
            throw new IllegalArgumentException("policy must be one of %s, was %d".formatted(newest.keySet(), number));
        }
        return policy(snapshot, learner);
    }

    private static ExportedPolicy policy(byte[] snapshot, TunedLearner learner) {
        byte[] now = bytes(learner);
        become(learner, snapshot);
        ExportedPolicy policy = learner.policy();
        become(learner, now);
        return policy;
    }

    private static byte[] bytes(TunedLearner learner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            learner.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void become(TunedLearner learner, byte[] snapshot) {
        try {
            learner.restore(new DataInputStream(new ByteArrayInputStream(snapshot)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(bestReturn);
        write(out, best);
        out.writeInt(newest.size());
        for (var one : newest.entrySet()) {
            out.writeInt(one.getKey());
            write(out, one.getValue());
        }
    }

    void restore(DataInput in) throws IOException {
        bestReturn = in.readDouble();
        best = read(in);
        newest.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            newest.put(in.readInt(), read(in));
        }
    }

    private static void write(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
