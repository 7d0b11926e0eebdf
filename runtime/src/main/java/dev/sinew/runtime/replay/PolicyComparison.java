package dev.sinew.runtime.replay;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.recorder.RecordedTick;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// What another policy would have done in the ticks in which the recorded one drove the robot. Open loop: it sees what
/// the recorded policy brought about, previous actions included. Actions are compared as the control step uses them,
/// clamped to −1 to 1.
public final class PolicyComparison {
    /// How two policies differ in one entry of the action.
    ///
    /// @param joint that it is for
    /// @param mean of the distance
    /// @param p99 of the distance: 99 of 100 ticks do not exceed it
    /// @param largest distance
    public record Distance(String joint, double mean, double p99, double largest) {}

    /// One tick.
    ///
    /// @param tick number
    /// @param distance of the entry that differs most
    /// @param joint of that entry
    /// @param recorded what the recorded policy gave
    /// @param other what the other policy would have given
    public record Moment(long tick, double distance, String joint, float recorded, float other) {}

    private static final int FIRST_ROOM = 1024;
    private static final Comparator<Moment> FARTHEST =
            Comparator.comparingDouble(Moment::distance).reversed().thenComparingLong(Moment::tick);

    private final Policy policy;
    private final List<String> joints;
    private final double tolerance;
    private final int mostMoments;
    private final float[] answer;
    private final double[][] distances;
    private final List<Moment> moments = new ArrayList<>();
    private int ticks;
    private long beyond;
    private long unusable;

    /// No ticks yet.
    ///
    /// @param policy the other one
    /// @param contract of the record
    /// @param tolerance distance up to which two actions count as the same
    /// @param mostMoments ticks with the largest distances that are kept
    public PolicyComparison(Policy policy, PolicyContract contract, double tolerance, int mostMoments) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be 0 or more, was " + tolerance);
        }
        this.policy = policy;
        joints = contract.action().stream().map(ActionMapping::joint).toList();
        this.tolerance = tolerance;
        this.mostMoments = mostMoments;
        answer = new float[joints.size()];
        distances = new double[joints.size()][FIRST_ROOM];
    }

    /// Asks the other policy.
    ///
    /// @param tick of the record
    /// @param observation that the recorded policy saw in it, `[n]`, read only
    /// @param noise adds what the recorded action had of it, so that only the policies are compared
    void observed(RecordedTick tick, float[] observation, Consumer<float[]> noise) {
        if (!tick.answer().active()) {
            return;
        }
        if (!policy.act(observation, answer)) {
            unusable++;
        }
        noise.accept(answer);
        float[] recorded = new float[answer.length];
        tick.answer()
                .action()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(recorded);
        int farthest = 0;
        for (int j = 0; j < answer.length; j++) {
            if (ticks == distances[j].length) {
                distances[j] = Arrays.copyOf(distances[j], 2 * ticks);
            }
            distances[j][ticks] = distance(recorded[j], answer[j]);
            farthest = distances[j][ticks] > distances[farthest][ticks] ? j : farthest;
        }
        double largest = distances[farthest][ticks];
        beyond += largest > tolerance ? 1 : 0;
        ticks++;
        if (largest > 0) {
            keep(new Moment(tick.number(), largest, joints.get(farthest), recorded[farthest], answer[farthest]));
        }
    }

    private void keep(Moment moment) {
        moments.add(moment);
        moments.sort(FARTHEST);
        if (moments.size() > mostMoments) {
            moments.removeLast();
        }
    }

    /// {@return how far apart two actions are; as far as they can be when one is no number}
    private static double distance(float recorded, float other) {
        double distance = Math.abs((double) Math.clamp(recorded, -1, 1) - Math.clamp(other, -1, 1));
        return Double.isNaN(distance) ? 2 : distance;
    }

    /// {@return the distances, an entry for each of the action}
    public List<Distance> distances() {
        List<Distance> all = new ArrayList<>();
        for (int j = 0; j < joints.size(); j++) {
            double[] sorted = Arrays.copyOf(distances[j], ticks);
            Arrays.sort(sorted);
            double mean = Arrays.stream(sorted).average().orElse(0);
            double p99 = ticks == 0 ? 0 : sorted[(int) Math.ceil(0.99 * ticks) - 1];
            all.add(new Distance(joints.get(j), mean, p99, ticks == 0 ? 0 : sorted[ticks - 1]));
        }
        return all;
    }

    /// {@return the ticks with the largest distances above 0, the largest first}
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /// {@return ticks in which the recorded policy drove the robot}
    public long ticks() {
        return ticks;
    }

    /// {@return of them, those in which an entry was farther apart than the tolerance}
    public long beyond() {
        return beyond;
    }

    /// {@return of them, those in which the other policy said that its answer may not be used}
    public long unusable() {
        return unusable;
    }
}
