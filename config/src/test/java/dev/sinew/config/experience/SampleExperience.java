package dev.sinew.config.experience;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A stream of three observations, two actions and two reward terms, and transitions whose every number is known.
final class SampleExperience {
    static final ExperienceShape SHAPE =
            new ExperienceShape("balancer", 3, 2, List.of("upright", "effort"), "c0".repeat(32));
    static final BootId BOOT = new BootId(0x0102030405060708L, 0x090A0B0C0D0E0F10L);
    static final PolicyIdentity OLD = new PolicyIdentity("0123456789abcdef", "0a".repeat(32));
    static final PolicyIdentity NEW = new PolicyIdentity("fedcba9876543210", "0b".repeat(32));

    private SampleExperience() {}

    /// {@return a transition made of its number}
    static Transition transition(int number) {
        Transition made = new Transition(SHAPE, OLD);
        made.begin(100 + number, 1_000_000_000L + number * 10_000_000L, 7, number % 2 == 0 ? OLD : NEW);
        made.age(400_000 + number);
        made.addFaults(1 << 4);
        made.mark(Mark.CLAMPED, number % 3 == 0);
        made.mark(Mark.TRUNCATED, number % 5 == 4);
        made.reward(0.5f * number);
        fill(made.rewardTerms(), number + 0.125f);
        fill(made.observation(), number + 1.25f);
        fill(made.action(), -0.5f);
        fill(made.executed(), 0.375f);
        fill(made.nextObservation(), number - 2.5f);
        return made;
    }

    private static void fill(float[] numbers, float first) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = first + i;
        }
    }

    /// {@return a batch of transitions `first` up to `first + count − 1`, numbered alike}
    static byte[] batch(int first, int count, int floor) {
        return batch(BOOT, first, count, floor);
    }

    static byte[] batch(BootId boot, int first, int count, int floor) {
        ExperienceWriter writer = new ExperienceWriter(SHAPE, boot, 64);
        for (int i = 0; i < count; i++) {
            writer.add(transition(first + i));
        }
        byte[] message = writer.finish();
        ExperienceBatch.number(message, first, floor);
        return message;
    }

    /// {@return whether two transitions are equal in every bit}
    static boolean equal(Transition a, Transition b) {
        boolean marks = Arrays.stream(Mark.values()).allMatch(mark -> a.is(mark) == b.is(mark));
        return marks
                && a.tick() == b.tick()
                && a.timeNanos() == b.timeNanos()
                && a.ageNanos() == b.ageNanos()
                && a.episode() == b.episode()
                && a.faults() == b.faults()
                && a.policy().equals(b.policy())
                && Float.floatToRawIntBits(a.reward()) == Float.floatToRawIntBits(b.reward())
                && Arrays.equals(a.rewardTerms(), b.rewardTerms())
                && Arrays.equals(a.observation(), b.observation())
                && Arrays.equals(a.action(), b.action())
                && Arrays.equals(a.executed(), b.executed())
                && Arrays.equals(a.nextObservation(), b.nextObservation());
    }

    /// {@return a copy with bytes changed, put in, taken out or doubled; may be equal to the original by chance}
    static byte[] mutant(byte[] whole, Random random) {
        byte[] made = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    made[random.nextInt(made.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> made = Arrays.copyOf(made, random.nextInt(2 * made.length));
            case 2 -> {
                int from = random.nextInt(made.length);
                int to = random.nextInt(made.length);
                int count = random.nextInt(made.length - Math.max(from, to));
                System.arraycopy(made, from, made, to, count);
            }
            default -> {
                made = new byte[random.nextInt(300)];
                random.nextBytes(made);
            }
        }
        return made;
    }
}
