package dev.sinew.runtime.experience;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.ExperienceWriter;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.journal.TickRecord;
import java.util.List;

/// The balancer's stream with two reward terms, and batches whose transitions count up.
final class SampleStream {
    static final PolicyContract CONTRACT =
            new Tasks(ConfigFiles.shipped()).task("balancer").contract();
    static final ExperienceShape SHAPE = ExperienceShape.of(CONTRACT, List.of("tick", "stop"));
    static final PolicyIdentity POLICY = new PolicyIdentity("0123456789abcdef", "0a".repeat(32));

    private SampleStream() {}

    static ExperienceSource source() {
        return new ExperienceSource(SHAPE, CONTRACT, new CountingScore(), number -> POLICY);
    }

    /// {@return a batch whose transitions have the ticks `first` and so on}
    static SealedBatch batch(BootId boot, long first, int count) {
        ExperienceWriter writer = new ExperienceWriter(SHAPE, boot, 64);
        Transition transition = new Transition(SHAPE, POLICY);
        for (int i = 0; i < count; i++) {
            transition.begin(first + i, 0, 0, POLICY);
            writer.add(transition);
        }
        return new SealedBatch(writer.finish(), count);
    }

    /// Reward: the tick after the step; 1 more when it stops.
    static class CountingScore implements Score {
        private int starts;
        private double tick;
        private double stop;

        @Override
        public void start(TickRecord first) {
            starts++;
        }

        @Override
        public void step(TickRecord after, Transition step, boolean stopsNow) {
            tick = after.tick();
            stop = stopsNow ? 1 : 0;
        }

        @Override
        public double reward() {
            return tick + stop;
        }

        @Override
        public double term(int index) {
            return index == 0 ? tick : stop;
        }

        int starts() {
            return starts;
        }
    }
}
