package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.trainer.network.ExportedPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDeliveryTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> events = new ArrayList<>();
    private boolean up = true;
    private final PolicyDelivery delivery = new PolicyDelivery(bundle -> up, new RemoteListener() {
        @Override
        public void linkUp() {}

        @Override
        public void linkDown(String why) {}

        @Override
        public void refused(Reason reason, String text) {}

        @Override
        public void policySent(int number, int bytes) {
            events.add("sent " + number);
        }

        @Override
        public void best(ExportedPolicy best) {}

        @Override
        public void policyAnswered(int number, String result) {
            events.add(number + " " + result);
        }
    });

    @Test
    void whatIsNotAnsweredIsSentAgainAfterFiveSecondsThenTen() {
        delivery.deliver(1, packed(1));
        for (long second = 0; second < 30; second++) {
            delivery.turn(second * SECOND);
        }

        // at 0, 5 and 15 s; the next would be at 35 s
        assertEquals(List.of("sent 1", "sent 1", "sent 1"), events);
    }

    @Test
    void aPolicyWaitsForItsConnection() {
        up = false;
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        assertEquals(List.of(), events);
        up = true;
        delivery.turn(SECOND);

        assertEquals(List.of("sent 1"), events);
    }

    @Test
    void whatWasUnderWayWhenTheConnectionBrokeIsSentAgainAtOnce() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        delivery.linkUp();
        delivery.turn(SECOND);

        assertEquals(List.of("sent 1", "sent 1"), events);
    }

    @Test
    void anAcceptedPolicyIsNotSentAgainAndItsTransitionsShowThatItPlays() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        answer("accepted", 1);
        answer("accepted", 1); // the broker delivered it twice
        delivery.linkUp();
        delivery.turn(100 * SECOND);
        delivery.acted(0);
        delivery.acted(1); // the answer "swapped" was lost

        answer("swapped", 1);
        assertEquals(List.of("sent 1", "1 accepted", "1 swapped"), events);
    }

    @Test
    void aRobotThatBeganAnewGetsTheNewestAgain() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        answer("swapped", 1);
        delivery.robotBeganAnew();
        delivery.turn(SECOND);
        answer("accepted", 1);

        assertEquals(List.of("sent 1", "1 swapped", "sent 1", "1 accepted"), events);
    }

    @Test
    void answersToAnotherPolicyAndNoiseCountForNothing() {
        delivery.deliver(2, packed(2));
        delivery.turn(0);
        answer("swapped", 1);
        delivery.answered("no JSON".getBytes(StandardCharsets.UTF_8), 0);
        delivery.answered(new byte[] {(byte) 0xff, 0, 1}, 0);
        delivery.answered("{\"result\":7,\"sha256\":{}}".getBytes(StandardCharsets.UTF_8), 0);
        answer("unheard-of", 2);

        assertEquals(List.of("sent 2"), events);
    }

    @Test
    void aBusyRobotIsAskedAgainASecondLater() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        delivery.answered(
                "{\"result\":\"refused\",\"reason\":\"busy\",\"text\":\"\",\"sha256\":\"\"}"
                        .getBytes(StandardCharsets.UTF_8),
                SECOND);
        delivery.turn(SECOND);
        delivery.turn(2 * SECOND);

        assertEquals(List.of("sent 1", "sent 1"), events);
    }

    @Test
    void aRefusedPolicyIsGivenUpForTheNext() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);
        refuse("policy", 1);
        delivery.turn(100 * SECOND);
        delivery.deliver(2, packed(2));
        delivery.turn(101 * SECOND);

        assertEquals(List.of("sent 1", "1 refused, policy: why", "sent 2"), events);
    }

    @Test
    void aRobotThatDoesNotTrustTheKeyEndsTheLearning() {
        delivery.deliver(1, packed(1));
        delivery.turn(0);

        PolicyRefusedException thrown = assertThrows(PolicyRefusedException.class, () -> refuse("unknown_key", 1));
        assertEquals(
                "the robot must trust the key that signs its policies, refused one, unknown_key: why",
                thrown.getMessage());
    }

    private void answer(String result, int number) {
        delivery.answered(
                ("{\"result\":\"" + result + "\",\"number\":9,\"policy\":\"x\",\"sha256\":\""
                                + packed(number).identity().sha256() + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                0);
    }

    private void refuse(String reason, int number) {
        delivery.answered(
                ("{\"result\":\"refused\",\"reason\":\"" + reason + "\",\"text\":\"why\",\"sha256\":\""
                                + packed(number).identity().sha256() + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                0);
    }

    private static SignedBundles.Packed packed(int number) {
        return new SignedBundles.Packed(
                new PolicyIdentity("policy-" + number, String.format("%064x", number)), new byte[number]);
    }
}
