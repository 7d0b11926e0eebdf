package dev.sinew.trainer.remote;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.document.Section;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.telemetry.RemoteRobot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Brings the newest policy to the robot: sent until the robot has answered, sent again when the connection or the
/// robot began anew, given up for the next one. That a policy plays is known by the robot's word, or by a transition
/// in which it acted. One thread.
final class PolicyDelivery {
    private static final long FIRST_TIMEOUT = 5_000_000_000L;
    private static final long LONGEST_TIMEOUT = 60_000_000_000L;
    private static final long BUSY_PAUSE = 1_000_000_000L;
    private static final String BUSY = "busy";

    /// Reasons for which the robot will refuse every policy of this learner.
    private static final Set<String> FOR_GOOD = Set.of("unknown_key", "unsigned");

    private final Outlet outlet;
    private final RemoteListener listener;
    private Optional<Parcel> parcel = Optional.empty();
    private State state = State.DONE;
    private long nextSend;
    private long timeout = FIRST_TIMEOUT;

    private enum State {
        TO_SEND,
        SENT,
        ACCEPTED,
        DONE
    }

    private record Parcel(int number, SignedBundles.Packed packed) {}

    /// Where bundles go.
    interface Outlet {
        /// {@return whether the link took it}
        boolean publish(byte[] bundle);
    }

    PolicyDelivery(Outlet outlet, RemoteListener listener) {
        this.outlet = outlet;
        this.listener = listener;
    }

    /// Takes a policy in the place of the one before.
    void deliver(int number, SignedBundles.Packed packed) {
        parcel = Optional.of(new Parcel(number, packed));
        begin();
    }

    private void begin() {
        state = State.TO_SEND;
        timeout = FIRST_TIMEOUT;
    }

    /// There is a new connection: what was under way may be lost.
    void linkUp() {
        if (state == State.SENT) {
            begin();
        }
    }

    /// The robot's process is another one, which runs the policy that it was started with.
    void robotBeganAnew() {
        if (parcel.isPresent()) {
            begin();
        }
    }

    /// A transition came in which a policy acted.
    void acted(int number) {
        if (parcel.isPresent() && parcel.get().number() == number && state != State.DONE) {
            state = State.DONE;
            listener.policyAnswered(number, "swapped");
        }
    }

    /// Does what is due.
    ///
    /// @param now ns on a monotonic clock
    void turn(long now) {
        if (parcel.isEmpty()) {
            return;
        }
        boolean overdue = state == State.SENT && now - nextSend >= 0;
        if ((state == State.TO_SEND || overdue)
                && outlet.publish(parcel.get().packed().file())) {
            timeout = overdue ? Math.min(2 * timeout, LONGEST_TIMEOUT) : timeout;
            state = State.SENT;
            nextSend = now + timeout;
            listener.policySent(parcel.get().number(), parcel.get().packed().file().length);
        }
    }

    /// The robot answered, or somebody who writes to its topic.
    ///
    /// @throws PolicyRefusedException when it will take no policy of this learner
    void answered(byte[] payload, long now) {
        try {
            answered(Document.foreignJson("policy/ack", new String(payload, StandardCharsets.UTF_8)), now);
        } catch (DocumentException garbled) {
            // anyone may publish there
        }
    }

    private void answered(Section answer, long now) {
        if (parcel.isEmpty()) {
            return;
        }
        Parcel mine = parcel.get();
        String reason = RemoteRobot.text(answer, "reason");
        if (state == State.SENT && reason.equals(BUSY)) {
            nextSend = now + BUSY_PAUSE;
            return;
        }
        if (!RemoteRobot.text(answer, "sha256").equals(mine.packed().identity().sha256())) {
            return; // of another policy
        }
        switch (RemoteRobot.text(answer, "result")) {
            case "accepted" -> become(State.ACCEPTED, "accepted");
            case "swapped" -> become(State.DONE, "swapped");
            case "replaced" -> become(State.DONE, "replaced");
            case "refused" -> refused(reason, RemoteRobot.text(answer, "text").replaceAll("\\p{C}", "?"));
            default -> {
                // a word of a later release
            }
        }
    }

    private void become(State next, String word) {
        boolean news = state != State.DONE && state != next;
        if (news) {
            state = next;
            parcel.ifPresent(one -> listener.policyAnswered(one.number(), word));
        }
    }

    private void refused(String reason, String text) {
        become(State.DONE, "refused, " + reason + ": " + text);
        if (FOR_GOOD.contains(reason)) {
            throw new PolicyRefusedException(
                    "the robot must trust the key that signs its policies, refused one, " + reason + ": " + text);
        }
    }

    /// {@return topic of the bundles below the robot's}
    static String topic(String robot) {
        return "robots/" + robot + "/" + PolicyIntake.POLICY;
    }

    /// {@return topic of the answers below the robot's}
    static String answerTopic(String robot) {
        return "robots/" + robot + "/" + PolicyIntake.ANSWER;
    }
}
