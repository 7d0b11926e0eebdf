package dev.sinew.runtime.replay;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.exploration.ExploringPolicy;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.runtime.recorder.RecordedTick;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Answers as the recorded policy did.
///
/// To the recorded observation it gives the recorded answer, and asks the policy itself only to compare: engines round
/// differently on other processors, and that must not hide or make a difference elsewhere. To another observation it
/// gives the policy's own answer, so that what caused the difference shows in the bytes.
final class ReplayPolicy implements Policy {
    /// Told of each answer.
    interface Listener {
        /// The robot was in a tick.
        ///
        /// @param tick of the record
        /// @param observation of the replay, `[n]`, read only
        /// @param noise adds to an action the noise that the recorded one had
        void observed(RecordedTick tick, float[] observation, Consumer<float[]> noise);
    }

    private final Tape tape;
    private final List<Policy> policies;
    private final Findings findings;
    private final Listener listener;
    private final float[] recordedObservation;
    private final float[] recordedAction;
    private final Optional<ExploringPolicy> exploring;
    private Answers answers = Answers.none();

    ReplayPolicy(
            Tape tape,
            List<Policy> policies,
            Findings findings,
            Listener listener,
            PolicyContract contract,
            Optional<LowPassedNoise> noise) {
        this.tape = tape;
        this.policies = policies;
        this.findings = findings;
        this.listener = listener;
        recordedObservation = new float[contract.observationSize()];
        recordedAction = new float[contract.actionSize()];
        exploring = noise.map(wanted -> new ExploringPolicy(new Recorded(), wanted));
    }

    @Override
    public int begin(boolean driving) {
        exploring.ifPresent(noisy -> noisy.begin(driving));
        return tape.tick().map(tick -> tick.answer().policy()).orElse(0);
    }

    @Override
    public boolean act(float[] observation, float[] action) {
        Optional<RecordedTick> tick = tape.tick();
        if (tick.isEmpty()) { // dry runs: what it says reaches nothing
            return policies.isEmpty() || policies.getFirst().act(observation, action);
        }
        RecordedTick.Answer answer = tick.get().answer();
        floats(answer.observation(), recordedObservation);
        floats(answer.action(), recordedAction);
        boolean same = Arrays.equals(observation, recordedObservation);
        boolean usable = exploring.isPresent() ? exploring.get().act(observation, action) : ask(observation, action);
        if (same && answer.policy() < policies.size()) {
            compare(answer, usable, action);
        }
        listener.observed(tick.get(), observation, other -> exploring.ifPresent(noisy -> noisy.repeat(other)));
        if (same || policies.isEmpty()) {
            System.arraycopy(recordedAction, 0, action, 0, action.length);
            return answer.usable();
        }
        return usable;
    }

    /// Asks the policy that answered, without noise. One that is not in the record gave what it gave.
    private boolean ask(float[] observation, float[] action) {
        RecordedTick.Answer answer = tape.tick().orElseThrow().answer();
        return answer.policy() < policies.size()
                ? policies.get(answer.policy()).act(observation, action)
                : answer.usable();
    }

    /// The policies of the record, each in the ticks in which it answered.
    private final class Recorded implements Policy {
        @Override
        public boolean act(float[] observation, float[] action) {
            return ask(observation, action);
        }

        @Override
        public boolean explored() {
            int number = tape.tick().orElseThrow().answer().policy();
            return number >= policies.size() || policies.get(number).explored();
        }
    }

    private void compare(RecordedTick.Answer answer, boolean usable, float[] action) {
        Answers alone = Answers.none().plus(recordedAction, action);
        answers = answers.plus(recordedAction, action);
        if (alone.largest() > Answers.ROUNDING) {
            findings.differs("answer of policy " + answer.policy() + ": recorded " + Arrays.toString(recordedAction)
                    + ", replayed " + Arrays.toString(action));
        } else if (usable != answer.usable()) {
            findings.differs("answer of policy " + answer.policy() + ": recorded "
                    + (answer.usable() ? "usable" : "not usable") + ", replayed the contrary");
        }
    }

    private static void floats(ByteBuffer packed, float[] values) {
        packed.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    }

    Answers answers() {
        return answers;
    }
}
