package dev.sinew.config.document;

/// Tells a misspelled word from another word.
public final class Spelling {
    private static final int FEW = 2;

    private Spelling() {}

    /// {@return how many letters must be inserted, deleted or replaced to make one word out of the other}
    ///
    /// @param one word
    /// @param other word
    public static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }

    /// {@return whether at most two letters must be inserted, deleted or replaced to make one out of the other}
    static boolean close(String one, String other) {
        return distance(one, other) <= FEW;
    }
}
