package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.kernel.Activation;

/// Every bit of a few updates in one number. A program of its own, so that a fresh JVM can be asked for it.
public final class SacFingerprint {
    static final int UPDATES = 12;

    private SacFingerprint() {}

    /// Prints the number.
    public static void main(String[] arguments) {
        FreshMachine.answer(of(1));
    }

    static String of(int threads) {
        long hash = 17;
        for (Activation activation : new Activation[] {Activation.RELU, Activation.TANH}) {
            try (SacRig rig = SacRig.small(activation, 50, threads)) {
                for (int i = 0; i < UPDATES; i++) {
                    rig.update.run();
                }
                hash = mixed(hash, rig.actorParameters.values());
                for (int i = 0; i < 2; i++) {
                    hash = mixed(
                            hash, rig.critics.ensemble().get(i).parameters().values());
                    hash = mixed(hash, rig.critics.ensemble().get(i).target().values());
                }
                hash = hash * 31 + Double.doubleToRawLongBits(rig.logAlpha.value());
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
