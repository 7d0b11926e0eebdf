package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A second policy beside the one that keeps the emulated balancer upright, in virtual time.
class ShadowedSessionTest {
    private final Tasks tasks = new Tasks(ConfigFiles.shipped());
    private final PolicyContract contract = tasks.task("balancer").contract();
    private final SessionPolicy linear = policy("linear", ShadowedSessionTest::balance);

    private SessionPolicy policy(String id, Policy policy) {
        return new SessionPolicy(id, contract, policy, Optional.empty());
    }

    private SessionReport run(SessionPolicy policy, RobotBoard board) throws IOException {
        return new RobotSession(
                        SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer"),
                        policy,
                        board,
                        new SessionSettings(2, Optional.empty(), Optional.empty(), false, 0),
                        SessionProgress.none(),
                        new VirtualTime())
                .run();
    }

    private static RobotBoard.Emulated board() {
        return new RobotBoard.Emulated(new MujocoPlants().open("balancer", 3), Optional.empty(), false, 10_000);
    }

    @Test
    void aShadowOfTheSamePolicyDivergesByNothingInEachTick() throws IOException {
        try (RobotBoard board = board()) {
            SessionReport report = run(linear.shadowedBy(policy("same", ShadowedSessionTest::balance)), board);
            Divergence divergence = report.shadow().orElseThrow();

            assertEquals(report.ticks(), divergence.compared(), "not those that warmed up");
            assertEquals(report.ticks(), divergence.counts()[0]);
            assertEquals(0, divergence.largest());
        }
    }

    @Test
    void theRobotMovesToTheBitAsWithoutWhateverItsShadowDoes() throws IOException {
        Policy wild = (observation, action) -> {
            if (observation[0] > 0) {
                throw new IllegalStateException("broken");
            }
            action[0] = -1;
            action[1] = 1;
            return true;
        };
        try (RobotBoard plain = board();
                RobotBoard beside = board()) {
            SessionReport alone = run(linear, plain);
            SessionReport both = run(linear.shadowedBy(policy("wild", wild)), beside);
            TruthTrace was = plain.truth().orElseThrow();
            TruthTrace is = beside.truth().orElseThrow();

            assertEquals(Optional.empty(), alone.shadow());
            assertEquals(Fault.NONE, both.fault(), both.events().toString());
            assertTrue(both.shadow().orElseThrow().failed() > 0);
            assertTrue(both.shadow().orElseThrow().largest() > 0.9);
            assertEquals(was.size(), is.size());
            for (int i = 0; i < was.size(); i++) {
                assertEquals(was.tilt(i), is.tilt(i));
            }
        }
    }

    @Test
    void aShadowOfAnotherContractIsRefused() {
        SessionPolicy other = new SessionPolicy(
                "other", tasks.task("furuta").contract(), ShadowedSessionTest::balance, Optional.empty());
        var e = assertThrows(IllegalArgumentException.class, () -> linear.shadowedBy(other));

        assertEquals(
                "shadow must keep the contract of the policy that drives, of the task 'balancer', kept another, of the"
                        + " task 'furuta'",
                e.getMessage());
    }

    private static boolean balance(float[] observation, float[] action) {
        float tilt = observation[0];
        float x = 0.04f * ((observation[3] + observation[4]) / 2 + tilt);
        float v = 0.04f * ((observation[5] + observation[6]) / 2 + observation[1]);
        float u = Math.clamp(11.4f * tilt + 0.25f * observation[1] + 0.96f * x + 2.76f * v, -1, 1);
        action[0] = u;
        action[1] = u;
        return true;
    }
}
