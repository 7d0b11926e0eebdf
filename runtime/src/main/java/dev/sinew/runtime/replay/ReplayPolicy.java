package dev.sinew.runtime.replay;

import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.recorder.RecordedTick;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
        void observed(RecordedTick tick, float[] observation);
    }

    private final Tape tape;
    private final List<Policy> policies;
    private final Findings findings;
    private final Listener listener;
    private final float[] recordedObservation;
    private final float[] recordedAction;
    private Answers answers = Answers.none();

    ReplayPolicy(
            Tape tape, List<Policy> policies, Findings findings, Listener listener, int observations, int actions) {
        this.tape = tape;
        this.policies = policies;
        this.findings = findings;
        this.listener = listener;
        recordedObservation = new float[observations];
        recordedAction = new float[actions];
    }

    @Override
    public int begin(boolean driving) {
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
        boolean usable = answer.usable();
        if (answer.policy() < policies.size()) {
            usable = policies.get(answer.policy()).act(observation, action);
            if (same) {
                compare(answer, usable, action);
            }
        }
        listener.observed(tick.get(), observation);
        if (same || policies.isEmpty()) {
            System.arraycopy(recordedAction, 0, action, 0, action.length);
            return answer.usable();
        }
        return usable;
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
