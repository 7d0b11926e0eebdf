package dev.sinew.runtime.telemetry;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.robot.Joint;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.runtime.telemetry.Message.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Tick records in words and bytes. Keys are read by plotters as they stand: `timestamp` is Unix time in seconds, a
/// float always looks like one, and what is no finite number is left out.
final class Payloads {
    /// Fields of each map in `stream/control`, as the birth message lists them.
    static final List<String> STREAM_FIELDS = List.of(
            "timestamp",
            "seq",
            "tick",
            "mode",
            "q",
            "dq",
            "target",
            "gyro",
            "accel",
            "tilt",
            "tilt_rate",
            "obs",
            "action",
            "wake_us",
            "work_us");

    private final TelemetrySession session;
    private final List<Joint> joints;
    private final CborWriter cbor = new CborWriter();
    private volatile String policyId;
    private long stateSeq;
    private long healthSeq;
    private long runTicks;
    private long runMissed;
    private long runLate;
    private long streamSeq;
    private long eventSeq;

    Payloads(TelemetrySession session) {
        this.session = session;
        joints = session.robot().joints();
        policyId = session.policyId();
    }

    /// Another policy answers: the birth message names it from now on.
    void policyId(String id) {
        policyId = id;
    }

    Message status(String state, double timestamp) {
        byte[] bytes = new JsonObject()
                .put("state", state)
                .put("session", session.session())
                .put("timestamp", timestamp)
                .toBytes();
        return new Message(session.topic("status"), bytes, Delivery.RETAINED);
    }

    Message birth(double timestamp) {
        StringBuilder names = new StringBuilder("[");
        for (Joint joint : joints) {
            names.append(names.length() > 1 ? "," : "")
                    .append(new JsonObject()
                            .put("name", joint.name())
                            .put("command", joint.mode().name().toLowerCase(Locale.ROOT))
                            .put("command_limit", joint.limits().command())
                            .put("velocity_limit", joint.limits().velocity())
                            .json());
        }
        byte[] bytes = new JsonObject()
                .put("session", session.session())
                .put("robot", session.robot().name())
                .put("version", session.version())
                .put("policy_id", policyId)
                .put("nonce", session.nonce())
                .put("rate_hz", session.robot().rateHertz())
                .put("keep_alive_s", MqttTelemetry.KEEP_ALIVE_SECONDS)
                .putJson("joints", names.append(']').toString())
                .putJson("streams", streams())
                .put("t0", session.unixOffset() * 1e-9)
                .put("clock_synced", Files.exists(Path.of("/run/systemd/timesync/synchronized")))
                .put("timestamp", timestamp)
                .toBytes();
        return new Message(session.topic("birth"), bytes, Delivery.RETAINED);
    }

    private static String streams() {
        StringBuilder fields = new StringBuilder("[");
        for (String field : STREAM_FIELDS) {
            fields.append(fields.length() > 1 ? ",\"" : "\"").append(field).append('"');
        }
        String control = new JsonObject()
                .put("topic", "stream/control")
                .put("encoding", "cbor")
                .put("layout", "array of maps, one for each tick")
                .putJson("fields", fields.append(']').toString())
                .json();
        String state = new JsonObject()
                .put("topic", "tlm/state")
                .put("encoding", "json")
                .json();
        String health = new JsonObject()
                .put("topic", "tlm/health")
                .put("encoding", "json")
                .json();
        return "[" + state + "," + health + "," + control + "]";
    }

    Message state(TickRecord tick) {
        JsonObject json = new JsonObject()
                .put("timestamp", session.timestamp(tick.due()))
                .put("seq", stateSeq++)
                .put("tick", tick.tick())
                .put("mode", Mode.word(tick.mode()))
                .put("verdict", Verdict.of(tick.verdict()).name().toLowerCase(Locale.ROOT))
                .put("fault", Fault.of(tick.fault()).reason())
                .put("tilt", tilt(tick))
                .put("tilt_rate", tick.estimatedAngularVelocity(1))
                .put("yaw_rate", tick.estimatedAngularVelocity(2))
                .put("supply_voltage", tick.supplyVoltage())
                .put("supply_current", tick.supplyCurrent())
                .put("emergency_stop", tick.emergencyStop());
        for (int j = 0; j < joints.size(); j++) {
            String name = joints.get(j).name();
            json.put("q/" + name, tick.position(j));
            json.put("dq/" + name, tick.velocity(j));
            json.put("target/" + name, tick.target(j));
        }
        return new Message(session.topic("tlm/state"), json.toBytes(), Delivery.LIVE);
    }

    Message health(TickStatistics window, long ticksLost, Counters counters, HealthSources beside, double timestamp) {
        runTicks += window.ticks();
        runMissed += window.missed();
        runLate += window.late();
        JsonObject json = new JsonObject()
                .put("timestamp", timestamp)
                .put("session", session.session())
                .put("seq", healthSeq++)
                .put("ticks", window.ticks())
                .put("missed", window.missed())
                .put("late", window.late())
                .put("run_ticks", runTicks)
                .put("run_missed", runMissed)
                .put("run_late", runLate)
                .put("wake_p50_us", window.wake().quantile(0.5) * 1e-3)
                .put("wake_p99_us", window.wake().quantile(0.99) * 1e-3)
                .put("wake_max_us", window.wake().max() * 1e-3)
                .put("reach_p50_us", window.reach().quantile(0.5) * 1e-3)
                .put("reach_p99_us", window.reach().quantile(0.99) * 1e-3)
                .put("reach_max_us", window.reach().max() * 1e-3)
                .put("limited", window.limited())
                .put("held", window.held())
                .put("late_policy", window.latePolicy())
                .put("rejected", window.rejected())
                .put("ticks_lost", ticksLost)
                .put("produced", counters.produced())
                .put("sent", counters.sent())
                .put("dropped", counters.dropped())
                .put("queued", counters.queued())
                .put("reconnects", counters.reconnects());
        beside.shadow().ifPresent(one -> divergence(one, json));
        beside.experience().get().ifPresent(learned -> experience(learned, json));
        byte[] bytes = json.toBytes();
        return new Message(session.topic("tlm/health"), bytes, Delivery.LIVE);
    }

    /// Since the run began, not since the last message: counts that a lost message does not take along.
    private static void divergence(Divergence shadow, JsonObject json) {
        json.put("shadow_compared", shadow.compared())
                .put("shadow_failed", shadow.failed())
                .put("shadow_skipped", shadow.skipped())
                .put("shadow_p99", shadow.quantile(0.99))
                .put("shadow_largest", shadow.largest())
                .putJson("shadow_counts", Arrays.toString(shadow.counts()));
    }

    private static void experience(ExperienceCounters learned, JsonObject json) {
        json.put("experience_produced", learned.produced())
                .put("experience_recovered", learned.recovered())
                .put("experience_delivered", learned.delivered())
                .put("experience_spooled", learned.spooled())
                .put("experience_queued", learned.queued())
                .put("experience_dropped", learned.dropped())
                .put("experience_unfinished", learned.unfinished());
    }

    Message event(TickEvent event) {
        byte[] bytes = new JsonObject()
                .put("timestamp", session.timestamp(event.timeNanos()))
                .put("event_id", eventSeq++)
                .put("session", session.session())
                .put("tick", event.tick())
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                .put("text", event.text())
                .toBytes();
        return new Message(session.topic("event"), bytes, Delivery.EVENT);
    }

    Message answer(String topic, JsonObject content, double timestamp) {
        content.put("session", session.session()).put("timestamp", timestamp);
        return new Message(session.topic(topic), content.toBytes(), Delivery.EVENT);
    }

    /// Adds one tick to the batch; the array's head is written by [#stream].
    void addToStream(TickRecord tick) {
        cbor.map(STREAM_FIELDS.size());
        cbor.text("timestamp").float64(session.timestamp(tick.due()));
        cbor.text("seq").integer(streamSeq++);
        cbor.text("tick").integer(tick.tick());
        cbor.text("mode").integer(tick.mode());
        cbor.text("q").array(joints.size());
        for (int j = 0; j < joints.size(); j++) {
            cbor.float32((float) tick.position(j));
        }
        cbor.text("dq").array(joints.size());
        for (int j = 0; j < joints.size(); j++) {
            cbor.float32((float) tick.velocity(j));
        }
        cbor.text("target").array(joints.size());
        for (int j = 0; j < joints.size(); j++) {
            cbor.float32((float) tick.target(j));
        }
        addMotion(tick);
        addPolicy(tick);
        cbor.text("wake_us").float32((tick.woke() - tick.due()) * 1e-3f);
        cbor.text("work_us").float32((tick.written() - tick.woke()) * 1e-3f);
    }

    private void addMotion(TickRecord tick) {
        cbor.text("gyro").array(3);
        for (int axis = 0; axis < 3; axis++) {
            cbor.float32((float) tick.angularVelocity(axis));
        }
        cbor.text("accel").array(3);
        for (int axis = 0; axis < 3; axis++) {
            cbor.float32((float) tick.specificForce(axis));
        }
        cbor.text("tilt").float32((float) tilt(tick));
        cbor.text("tilt_rate").float32((float) tick.estimatedAngularVelocity(1));
    }

    private void addPolicy(TickRecord tick) {
        int observations = tick.layout().observationSize();
        cbor.text("obs").array(observations);
        for (int i = 0; i < observations; i++) {
            cbor.float32(tick.observation(i));
        }
        int actions = tick.layout().actionSize();
        cbor.text("action").array(actions);
        for (int i = 0; i < actions; i++) {
            cbor.float32(tick.action(i));
        }
    }

    /// The batch so far as one message; the next one starts empty.
    Message stream(int ticks) {
        byte[] maps = cbor.toBytes();
        byte[] head = cbor.clear().array(ticks).toBytes();
        byte[] bytes = new byte[head.length + maps.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(maps, 0, bytes, head.length, maps.length);
        cbor.clear();
        return new Message(session.topic("stream/control"), bytes, Delivery.LIVE);
    }

    private static double tilt(TickRecord tick) {
        return Math.atan2(tick.estimatedGravity(0), -tick.estimatedGravity(2));
    }
}
