package dev.sinew.config.experience;

import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.PolicyContract;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/// What every transition of one stream has in common. Robot and learner must have the same, to the bit: a batch names
/// its [#hash].
///
/// @param robot name of the robot, the second level of its topics, without `/`, `+` and `#`
/// @param observationSize n, floats of an observation, 1-4096
/// @param actionSize m, floats of an action, 1-256
/// @param rewardTerms names of the parts of a reward in their order, at most 64
/// @param contract SHA-256 of the policy's contract in its canonical form, 64 hexadecimal digits
public record ExperienceShape(
        String robot, int observationSize, int actionSize, List<String> rewardTerms, String contract) {
    private static final int LARGEST_OBSERVATION = 4096;
    private static final int LARGEST_ACTION = 256;
    private static final int MOST_TERMS = 64;

    /// Copies the list and refuses what cannot be.
    public ExperienceShape {
        rewardTerms = List.copyOf(rewardTerms);
        require(robot.matches("[^/+#\\p{Cntrl}]{1,64}"), "robot", "1-64 characters without / + #", robot);
        require(
                observationSize >= 1 && observationSize <= LARGEST_OBSERVATION,
                "observation size",
                "1-" + LARGEST_OBSERVATION,
                observationSize);
        require(actionSize >= 1 && actionSize <= LARGEST_ACTION, "action size", "1-" + LARGEST_ACTION, actionSize);
        require(rewardTerms.size() <= MOST_TERMS, "reward terms", "at most " + MOST_TERMS, rewardTerms.size());
        require(
                new HashSet<>(rewardTerms).size() == rewardTerms.size(),
                "reward terms",
                "of different names",
                rewardTerms);
        require(contract.matches("[0-9a-f]{64}"), "contract hash", "64 lower-case hexadecimal digits", contract);
    }

    private static void require(boolean holds, String what, String bound, Object was) {
        if (!holds) {
            throw new IllegalArgumentException(what + " of an experience must be " + bound + ", was " + was);
        }
    }

    /// {@return the shape of what a robot under a contract tells}
    ///
    /// @param contract of the policy
    /// @param rewardTerms names of the parts of its task's reward, in their order
    public static ExperienceShape of(PolicyContract contract, List<String> rewardTerms) {
        String text = ContractFormat.write(contract);
        return new ExperienceShape(
                contract.robot().name(),
                contract.observationSize(),
                contract.actionSize(),
                rewardTerms,
                Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// {@return 64 hexadecimal digits that are equal for equal shapes only: the SHA-256 of its parts, one a line}
    public String hash() {
        StringBuilder text = new StringBuilder("experience\n");
        text.append(robot).append('\n');
        text.append(observationSize).append('\n').append(actionSize).append('\n');
        text.append(contract).append('\n');
        for (String term : rewardTerms) {
            text.append(term.length()).append(' ').append(term).append('\n');
        }
        return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// {@return bytes of one transition in a batch}
    public int transitionBytes() {
        return Transition.FLOATS + Float.BYTES * (rewardTerms.size() + 2 * observationSize + 2 * actionSize);
    }

    /// {@return where a robot's batches go, quality of service 1, not retained}
    public String topic() {
        return "robots/" + robot + "/experience";
    }

    /// {@return where the learner answers with [ExperienceAck], quality of service 1, not retained}
    public String ackTopic() {
        return topic() + "/ack";
    }
}
