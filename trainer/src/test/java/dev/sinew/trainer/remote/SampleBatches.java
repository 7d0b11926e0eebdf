package dev.sinew.trainer.remote;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.ExperienceWriter;
import dev.sinew.config.experience.Mark;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import java.util.Arrays;

/// Batches of a robot's stream whose every number follows from the sequence number: episodes of ten steps, each third
/// of which somebody reaches into or marks once, in turns.
final class SampleBatches {
    static final int EPISODE = 10;

    private final ExperienceShape shape;
    private final BootId boot;

    SampleBatches(ExperienceShape shape, BootId boot) {
        this.shape = shape;
        this.boot = boot;
    }

    /// {@return transitions `first` up to `first + count − 1`}
    ///
    /// @param policy that acted
    byte[] batch(long first, int count, PolicyIdentity policy) {
        ExperienceWriter writer = new ExperienceWriter(shape, boot, count);
        Transition one = new Transition(shape, policy);
        for (long number = first; number < first + count; number++) {
            one.begin(number, number * 10_000_000, (int) (number / EPISODE), policy);
            one.mark(Mark.TRUNCATED, number % EPISODE == EPISODE - 1);
            one.mark(Mark.INTERVENTION, number % (6 * EPISODE) == 4);
            one.mark(Mark.MARKED, number % (6 * EPISODE) == 3 * EPISODE + 4);
            fill(one.observation(), number);
            fill(one.nextObservation(), number + 1);
            Arrays.fill(one.action(), (float) Math.sin(0.7 * number));
            Arrays.fill(one.executed(), (float) Math.sin(0.7 * number));
            Arrays.fill(one.rewardTerms(), 0.5f + 0.25f * (float) Math.cos(0.3 * number));
            one.reward(one.rewardTerms()[0] * one.rewardTerms().length);
            writer.add(one);
        }
        byte[] message = writer.finish();
        ExperienceBatch.number(message, first, 0);
        return message;
    }

    private static void fill(float[] numbers, long number) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(0.3 * number + i);
        }
    }
}
