package dev.sinew.runtime.deployment;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.Reason;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.contract.ContractFormat;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyException;
import dev.sinew.runtime.policy.PolicySlot;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Takes policies from the broker. On a thread of its own it checks signature, fit and golden vectors, opens the
/// policy, hands its bundle to the flight record and lets it wait in the slot; once the loop has swapped it in, it
/// says so and closes the one before. Whatever is wrong with a policy, the one that runs runs on.
public final class PolicyIntake implements Inbox, AutoCloseable {
    /// Topic of the bundles, below the robot's.
    public static final String POLICY = "policy";
    /// Topic of the answers.
    public static final String ANSWER = "policy/ack";
    /// Largest bundle taken, bytes.
    public static final int LARGEST = 4 << 20;

    private static final long LOOK_MILLIS = 5;
    private static final long IDLE_MILLIS = 1000;
    private static final long LONGEST_CLOSE_MILLIS = 5000;

    private final Acceptance acceptance;
    private final PolicySlot slot;
    private final Keeper keeper;
    private final TickJournal journal;
    private final MonotonicClock clock;
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(1);
    private final Deque<Opened> opened = new ArrayDeque<>(); // in the order of their numbers
    private final Thread thread;
    private int numbers;
    private int answering;
    private volatile boolean closing;

    /// A bundle to be looked at.
    private interface Arrival {
        void look();
    }

    /// A policy that this intake opened.
    private record Opened(int number, String id, String sha256, LoadedPolicy policy, Answers answers) {}

    private PolicyIntake(
            Acceptance acceptance, PolicySlot slot, Keeper keeper, TickJournal journal, MonotonicClock clock) {
        this.acceptance = acceptance;
        this.slot = slot;
        this.keeper = keeper;
        this.journal = journal;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("policies").unstarted(this::run);
    }

    /// Starts to take policies.
    ///
    /// @param acceptance what they must be
    /// @param slot of the loop
    /// @param keeper told of those that are accepted
    /// @param journal takes what became of each
    /// @param clock of the journal
    /// @return the intake, open
    public static PolicyIntake open(
            Acceptance acceptance, PolicySlot slot, Keeper keeper, TickJournal journal, MonotonicClock clock) {
        PolicyIntake intake = new PolicyIntake(acceptance, slot, keeper, journal, clock);
        intake.thread.start();
        return intake;
    }

    @Override
    public List<Topic> topics() {
        return List.of(new Topic(POLICY, true));
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained, Answers answers) {
        if (retained) {
            refused(answers, "", "retained", "a policy must be live, was retained by the broker");
        } else if (payload.length > LARGEST) {
            refused(
                    answers,
                    "",
                    "oversized",
                    "a policy must have at most " + LARGEST + " bytes, was " + payload.length);
        } else if (!arrivals.offer(() -> take(payload, answers))) {
            refused(answers, "", "busy", "one policy at a time: another one is being checked");
        }
    }

    private void run() {
        try {
            while (!closing) {
                boolean waits = !opened.isEmpty() && opened.getLast().number() > answering;
                Arrival next = arrivals.poll(waits ? LOOK_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.look();
                }
                follow();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            follow();
            opened.forEach(one -> one.policy().close());
        }
    }

    private void take(byte[] bytes, Answers answers) {
        String sha256 = Sha256.hex(bytes);
        try {
            Bundle bundle = fitting(acceptance.reader().read(bytes));
            accept(bundle, LoadedPolicy.load(bundle, acceptance.engine()), sha256, answers);
        } catch (BundleRefusedException refusal) {
            refused(answers, sha256, refusal.reason().name().toLowerCase(Locale.ROOT), refusal.getMessage());
        } catch (PolicyException refusal) {
            refused(answers, sha256, "policy", String.valueOf(refusal.getMessage()));
        } catch (RuntimeException mistake) { // of ours, in a part of a file: the thread must go on
            refused(answers, sha256, "internal", mistake.toString());
        }
    }

    private Bundle fitting(Bundle bundle) {
        Optional<String> difference = ContractFormat.firstDifference(acceptance.contract(), bundle.contract());
        if (difference.isPresent()) {
            throw new BundleRefusedException(
                    Reason.MISMATCH, "contract does not fit the policy that runs: " + difference.get());
        }
        if (numbers == PolicySlot.MOST) {
            throw new BundleRefusedException(
                    Reason.MISMATCH, "a run takes at most " + PolicySlot.MOST + " policies, had as many");
        }
        return bundle;
    }

    private void accept(Bundle bundle, LoadedPolicy loaded, String sha256, Answers answers) {
        Opened next = new Opened(++numbers, bundle.policyId(), sha256, loaded, answers);
        keeper.accepted(next.number(), bundle, loaded.engine());
        if (slot.offer(next.number(), loaded.policy())) {
            Opened given = opened.removeLast();
            given.policy().close();
            tell(given, "replaced");
        }
        opened.addLast(next);
        say("policy " + next.number() + " accepted, waits: " + next.id());
        tell(next, "accepted");
    }

    /// Says that a policy has been swapped in, and closes those before it: the loop has let go of them.
    private void follow() {
        int now = slot.answering();
        if (now == answering) {
            return;
        }
        answering = now;
        while (opened.getFirst().number() < now) {
            opened.removeFirst().policy().close();
        }
        tell(opened.getFirst(), "swapped");
        keeper.answers(opened.getFirst().id());
    }

    private static void tell(Opened one, String result) {
        one.answers()
                .answer(
                        ANSWER,
                        new JsonObject()
                                .put("result", result)
                                .put("number", one.number())
                                .put("policy", one.id())
                                .put("sha256", one.sha256()));
    }

    private void refused(Answers answers, String sha256, String reason, String why) {
        say("policy refused, " + reason + ": " + why);
        answers.answer(
                ANSWER,
                new JsonObject()
                        .put("result", "refused")
                        .put("reason", reason)
                        .put("text", why)
                        .put("sha256", sha256));
    }

    private void say(String text) {
        journal.note(clock.nanos(), TickEvent.Kind.POLICY, text);
    }

    /// Closes what it opened. After the loop has ended.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
