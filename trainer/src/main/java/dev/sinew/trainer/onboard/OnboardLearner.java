package dev.sinew.trainer.onboard;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import dev.sinew.hal.linux.RealTime;
import dev.sinew.runtime.experience.ExperienceSource;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.experience.TransitionAssembler;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.ReaderThreads;
import dev.sinew.runtime.session.Learning;
import dev.sinew.trainer.hardware.EpisodeRecord;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.Push;
import dev.sinew.trainer.hardware.RobotStep;
import dev.sinew.trainer.remote.SignedBundles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// The thread that learns beside the loop.
final class OnboardLearner implements Learning.Ongoing {
    private static final int NICE = 10;
    private static final int UPDATES_AT_ONCE = 5; // some ms: a step waits no longer to be taken
    private static final long POLL_NANOS = 5_000_000;
    private static final int STRANGER = -1;

    private final OnboardLearning.Subject subject;
    private final Learning.Course course;
    private final JournalReader journal;
    private final long wanted;
    private final OnboardListener listener;
    private final FineTuning tuning;
    private final EpisodeRecord episodes;
    private final OnboardStore store;
    private final BootId boot = BootId.random();
    private final TransitionAssembler assembler;
    private final Map<PolicyIdentity, Integer> numbers = new HashMap<>();
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("learner").unstarted(this::run);
    private Optional<SignedBundles.Packed> unanswered = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean over;
    private volatile boolean stopping;

    OnboardLearner(
            OnboardLearning.Subject subject,
            OnboardLearning.Progress progress,
            Learning.Course course,
            long wanted,
            OnboardListener listener) {
        this.subject = subject;
        this.course = course;
        this.wanted = wanted;
        this.listener = listener;
        tuning = progress.tuning();
        episodes = progress.episodes();
        store = subject.store();
        journal = course.journal();
        ExperienceShape shape = ExperienceShape.of(course.contract(), MeasuredReward.terms(subject.task()));
        assembler = new TransitionAssembler(
                new ExperienceSource(shape, course.contract(), new MeasuredReward(subject.task()), course.policies()),
                this::take);
        numbers.put(progress.first().identity(), tuning.standing().policy());
    }

    void start() {
        thread.start();
    }

    private void run() {
        giveWay();
        try {
            boolean last = false;
            while (!last) {
                last = stopping || journal.finished();
                boolean busy = turn();
                if (!busy && !last) {
                    LockSupport.parkNanos(POLL_NANOS);
                }
            }
            keep();
        } catch (RuntimeException mistake) { // the robot must not pay for it
            failure = Optional.of(mistake);
            listener.over("the learner failed: " + mistake);
        }
    }

    /// Everything else in this process and on this machine goes first, and the first processor stays free of it.
    private void giveWay() {
        RealTime threads = new RealTime();
        say(threads.nice(NICE));
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors > 1) {
            say(threads.pin(IntStream.range(1, processors).toArray()));
        }
    }

    private void say(RealTime.Outcome outcome) {
        if (outcome instanceof RealTime.Outcome.Refused refused) {
            listener.notGivingWay(refused.wish() + ": " + refused.reason());
        }
    }

    /// {@return whether there is more to do at once}
    private boolean turn() {
        while (journal.poll()) {
            assembler.look(journal.tick());
        }
        listen();
        int made = over ? 0 : tuning.learn(UPDATES_AT_ONCE);
        if (unanswered.isEmpty() && !stopping) {
            tuning.push().ifPresent(this::deliver);
        }
        return made > 0;
    }

    private void take(Transition one) {
        if (over) {
            return;
        }
        RobotStep step = RobotStep.of(numbers.getOrDefault(one.policy(), STRANGER), one);
        if (!episodes.isContinuedBy(boot, one.tick())) {
            tuning.breakOff();
        }
        tuning.take(step);
        episodes.add(step, boot, one.tick(), tuning::standing);
        if (!step.isLast()) {
            return;
        }
        if (store.isDue(tuning)) {
            keep();
        }
        if (tuning.standing().steps() >= wanted) {
            over = true;
            listener.over("it has learned as long as was asked for");
        }
    }

    private void keep() {
        try {
            store.write(tuning, episodes);
        } catch (IOException e) {
            listener.notKept(String.valueOf(e.getMessage()));
        }
    }

    private void deliver(Push push) {
        SignedBundles.Packed packed = subject.bundles().pack(push);
        numbers.put(packed.identity(), push.number());
        hand(packed);
    }

    private void hand(SignedBundles.Packed packed) {
        unanswered = Optional.of(packed);
        course.delivery().deliver(packed.file(), (topic, content) -> answers.add(content.json()));
    }

    private void listen() {
        for (String json = answers.poll(); json != null; json = answers.poll()) {
            Answer answer = Answer.of(json);
            if (answer.busy() && unanswered.isPresent()) {
                hand(unanswered.get());
                return;
            }
            numbers.forEach((policy, number) -> {
                if (policy.sha256().equals(answer.sha256())) {
                    listener.policyAnswered(number, answer.line());
                }
            });
            if (unanswered.isPresent() && unanswered.get().identity().sha256().equals(answer.sha256())) {
                unanswered = Optional.empty(); // it waits, or never will
            }
        }
    }

    long lost() {
        return journal.lost();
    }

    Optional<RuntimeException> failure() {
        return failure;
    }

    @Override
    public Optional<ExperienceCounters> counters() {
        return Optional.empty(); // no transition leaves the process
    }

    @Override
    public void close() {
        stopping = true;
        ReaderThreads.awaitEnd(thread);
    }
}
