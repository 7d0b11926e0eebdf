package dev.sinew.config.bundle;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.ArrayList;
import java.util.List;

/// Observations with the actions that the trainer's policy answered: whoever runs the policy must answer the same.
/// Immutable.
public final class GoldenVectors {
    private static final int VERSION = 1;
    private static final double LARGEST_TOLERANCE = 1e-3;

    private final float[] observations;
    private final float[] actions;
    private final int count;
    private final double tolerance;

    /// Copies its arrays.
    ///
    /// @param observations raw, `[K, n]`, finite
    /// @param actions what the policy answers, `[K, m]`, finite
    /// @param count K, at least 1
    /// @param tolerance largest difference of one entry of an action, above 0 and at most 0.001
    public GoldenVectors(float[] observations, float[] actions, int count, double tolerance) {
        if (count < 1 || observations.length == 0 || actions.length == 0) {
            throw new IllegalArgumentException("golden vectors must be at least 1, was " + count);
        }
        if (observations.length % count != 0 || actions.length % count != 0) {
            throw new IllegalArgumentException("golden vectors must be [K, n] and [K, m] with K = " + count + ", was "
                    + observations.length + " and " + actions.length + " numbers");
        }
        if (!(tolerance > 0) || tolerance > LARGEST_TOLERANCE) {
            throw new IllegalArgumentException(
                    "golden tolerance must be above 0 and at most " + LARGEST_TOLERANCE + ", was " + tolerance);
        }
        this.observations = finite(observations);
        this.actions = finite(actions);
        this.count = count;
        this.tolerance = tolerance;
    }

    private static float[] finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("golden vectors must be finite, was " + number);
            }
        }
        return numbers.clone();
    }

    /// {@return the number of vectors K}
    public int count() {
        return count;
    }

    /// {@return floats of one observation n}
    public int observationSize() {
        return observations.length / count;
    }

    /// {@return floats of one action m}
    public int actionSize() {
        return actions.length / count;
    }

    /// {@return the largest difference that one entry of an action may have}
    public double tolerance() {
        return tolerance;
    }

    /// Copies one observation.
    ///
    /// @param vector which, from 0
    /// @param observation `[n]`, filled
    public void observation(int vector, float[] observation) {
        System.arraycopy(observations, vector * observationSize(), observation, 0, observationSize());
    }

    /// Copies one action.
    ///
    /// @param vector which, from 0
    /// @param action `[m]`, filled
    public void action(int vector, float[] action) {
        System.arraycopy(actions, vector * actionSize(), action, 0, actionSize());
    }

    String write() {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indices.add(i);
        }
        return new JsonWriter()
                .whole("version", VERSION)
                .number("tolerance", tolerance)
                .list("vectors", indices, (json, i) -> json.numbers("observation", row(observations, i))
                        .numbers("action", row(actions, i)))
                .finish();
    }

    private List<Double> row(float[] numbers, int index) {
        int width = numbers.length / count;
        List<Double> row = new ArrayList<>(width);
        for (int i = index * width; i < (index + 1) * width; i++) {
            row.add((double) numbers[i]);
        }
        return row;
    }

    /// {@return what [#write] wrote}
    static GoldenVectors read(String file, String text, int observationSize, int actionSize) {
        return Document.canonicalJson(
                file, text, root -> read(root, observationSize, actionSize), GoldenVectors::write);
    }

    private static GoldenVectors read(Section root, int observationSize, int actionSize) {
        root.integer("version", VERSION, VERSION);
        double tolerance = root.number("tolerance", Range.above(0, LARGEST_TOLERANCE));
        List<Section> vectors = root.sections("vectors");
        float[] observations = new float[vectors.size() * observationSize];
        float[] actions = new float[vectors.size() * actionSize];
        for (int i = 0; i < vectors.size(); i++) {
            fill(vectors.get(i), "observation", observations, i * observationSize, observationSize);
            fill(vectors.get(i), "action", actions, i * actionSize, actionSize);
        }
        return root.made(() -> new GoldenVectors(observations, actions, vectors.size(), tolerance));
    }

    private static void fill(Section vector, String key, float[] numbers, int offset, int size) {
        List<Double> row = vector.numbers(key, Range.of(-Float.MAX_VALUE, Float.MAX_VALUE));
        if (row.size() != size) {
            throw vector.refusal(key, "must hold " + size + " numbers, was " + row.size());
        }
        for (int i = 0; i < size; i++) {
            numbers[offset + i] = row.get(i).floatValue();
        }
    }
}
