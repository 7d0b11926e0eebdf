package dev.sinew.runtime.replay;

/// What the policies of a record answered in its replay, in the ticks whose observation was the recorded one.
///
/// @param asked ticks in which the policy was asked
/// @param differing of them in which a bit of its action was another
/// @param largest difference of an entry of the action; infinite when one of them is no number
public record Answers(long asked, long differing, float largest) {
    /// A difference up to this is rounding: another processor may add in another order. That of golden vectors.
    public static final float ROUNDING = 1e-5f;

    /// {@return no answers yet}
    static Answers none() {
        return new Answers(0, 0, 0);
    }

    /// {@return these and one more}
    ///
    /// @param recorded action
    /// @param replayed action
    Answers plus(float[] recorded, float[] replayed) {
        boolean equal = true;
        float most = largest;
        for (int i = 0; i < recorded.length; i++) {
            if (Float.floatToRawIntBits(recorded[i]) != Float.floatToRawIntBits(replayed[i])) {
                equal = false;
                most = Math.max(most, distance(recorded[i], replayed[i]));
            }
        }
        return new Answers(asked + 1, differing + (equal ? 0 : 1), most);
    }

    private static float distance(float recorded, float replayed) {
        float distance = Math.abs(recorded - replayed);
        return Float.isNaN(distance) ? Float.POSITIVE_INFINITY : distance;
    }
}
