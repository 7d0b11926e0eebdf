package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.FreshMachine;

/// Every bit of a few updates in one number. A program of its own, so that a fresh JVM can be asked for it.
public final class AcktrFingerprint {
    private static final int UPDATES = 8;

    private AcktrFingerprint() {}

    /// Prints the number.
    public static void main(String[] arguments) {
        FreshMachine.answer(of(1, 11));
    }

    static String of(int threads, long seed) {
        long hash = 17;
        for (Fisher fisher : Fisher.values()) {
            try (AcktrRig rig = new AcktrRig(AcktrRig.settings(fisher, ValueTarget.RETURN), seed, threads)) {
                for (int i = 0; i < UPDATES; i++) {
                    rig.update();
                }
                hash = mixed(hash, rig.parts().policy().values());
                hash = mixed(hash, rig.parts().value().values());
            }
        }
        return Long.toHexString(hash);
    }

    private static long mixed(long hash, float[] values) {
        long mixed = hash;
        for (float value : values) {
            mixed = mixed * 31 + Float.floatToRawIntBits(value);
        }
        return mixed;
    }
}
