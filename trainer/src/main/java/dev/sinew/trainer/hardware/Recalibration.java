package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Trains the critics alone until they know the robot: the first dip of a policy on a robot comes from critics that
/// judge it by the simulation.
final class Recalibration {
    private static final int BLOCK = 500; // a loss of fewer updates is mostly noise

    private final FineTuningSettings.Phases settings;
    private int updates;
    private double before = Double.NaN;
    private boolean settled;

    Recalibration(FineTuningSettings.Phases settings) {
        this.settings = settings;
    }

    /// Begins anew.
    void begin() {
        updates = 0;
        before = Double.NaN;
        settled = false;
    }

    /// Makes some updates.
    ///
    /// @param learner to train
    /// @param most updates
    /// @return updates made; less when the critics have settled
    int learn(TunedLearner learner, int most) {
        int made = 0;
        while (!isOver() && made < most) {
            int count =
                    Math.min(Math.min(most - made, BLOCK - updates % BLOCK), settings.recalibrationUpdates() - updates);
            learner.updateCritics(count);
            made += count;
            updates += count;
            if (updates % BLOCK == 0) {
                double now = learner.criticLoss();
                settled = settings.settled() > 0 && before - now < settings.settled() * before;
                before = now;
            }
        }
        return made;
    }

    /// {@return whether the critics have settled, or had their updates}
    boolean isOver() {
        return settled || updates >= settings.recalibrationUpdates();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(updates);
        out.writeDouble(before);
        out.writeBoolean(settled);
    }

    void restore(DataInput in) throws IOException {
        updates = in.readInt();
        before = in.readDouble();
        settled = in.readBoolean();
    }
}
