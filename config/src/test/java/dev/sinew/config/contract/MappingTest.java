package dev.sinew.config.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MappingTest {
    @Test
    void encodesByScaleThenClip() {
        Encoding encoding = new Encoding(0.5, 2, 1);

        assertEquals(1.5f, encoding.encode(3));
        assertEquals(2f, encoding.encode(30));
        assertEquals(-2f, encoding.encode(Double.NEGATIVE_INFINITY));
        assertTrue(Float.isNaN(encoding.encode(Double.NaN)));
    }

    @Test
    void mapsActionsToTargetsByScaleOffsetAndSign() {
        ActionMapping mapping = new ActionMapping("hip", 0.25, 0.1);

        assertEquals(0.1 + 0.25 * 0.5, mapping.target(0.5, 1));
        assertEquals(-(0.1 + 0.25 * 0.5), mapping.target(0.5, -1));
        assertEquals(0.35, mapping.target(7, 1), "beyond 1 counts as 1");
        assertEquals(-0.15, mapping.target(-7, 1));
        assertTrue(Double.isNaN(mapping.target(Double.NaN, 1)));
    }

    @Test
    void countsHistoryInTheSizeOfATerm() {
        ObservationTerm velocity = new ObservationTerm.JointVelocity(new Encoding(1, 20, 3));

        RobotDescription balancer = new Robots(ConfigFiles.shipped()).description("balancer"); // two joints

        assertEquals(2, velocity.width(balancer));
        assertEquals(6, velocity.size(balancer));
        assertEquals(3, new ObservationTerm.Tilt(new Encoding(1, 2, 3)).size(balancer));
    }

    @Test
    void refusesAnEncodingThatLosesEverything() {
        assertRefused("scale must be positive and finite, was 0.0", () -> new Encoding(0, 1, 1));
        assertRefused("clip must be positive and finite, was NaN", () -> new Encoding(1, Double.NaN, 1));
        assertRefused("history must be 1-32, was 33", () -> new Encoding(1, 1, 33));
        assertRefused("action scale must be positive and finite, was -1.0", () -> new ActionMapping("a", -1, 0));
        assertRefused("action offset must be finite, was NaN", () -> new ActionMapping("a", 1, Double.NaN));
        assertRefused("sign must be +1 or -1, was 0", () -> new JointConvention("a", 0, 0));
        assertRefused("default position must be finite, was NaN", () -> new JointConvention("a", 1, Double.NaN));
    }

    @Test
    void refusesANormalizationThatAFloatCannotHold() {
        assertRefused(
                "normalization mean must be finite and exact in 32 bits, was 0.1",
                () -> new Normalization(List.of(0.1), List.of(1.0), 10));
        assertRefused(
                "normalization std must be positive, was 0.0", () -> new Normalization(List.of(0.0), List.of(0.0), 10));
        assertRefused(
                "normalization must have as many means as standard deviations, at least 1, was 2 and 1",
                () -> new Normalization(List.of(0.0, 0.0), List.of(1.0), 10));
    }

    @Test
    void refusesPartsThatDoNotFitEachOther() {
        PolicyContract contract =
                new Tasks(ConfigFiles.shipped()).task("balancer").contract();

        assertRefused(
                "normalization must hold 9 entries as the observation, was 8",
                () -> contract.with(Normalization.identity(8)));
        assertRefused(
                "action must name the robot's driven joints in order [left_wheel, right_wheel], was [left_wheel]",
                () -> new PolicyContract(
                        contract.robot(),
                        contract.task(),
                        contract.delayBudgetSeconds(),
                        contract.joints(),
                        contract.observation(),
                        contract.action().subList(0, 1),
                        contract.normalization()));
        assertRefused(
                "delay budget must be above 0 and at most 1 s, was 0.0",
                () -> new PolicyContract(
                        contract.robot(),
                        contract.task(),
                        0,
                        contract.joints(),
                        contract.observation(),
                        contract.action(),
                        contract.normalization()));
    }

    private static void assertRefused(String message, Executable maker) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, maker).getMessage());
    }
}
