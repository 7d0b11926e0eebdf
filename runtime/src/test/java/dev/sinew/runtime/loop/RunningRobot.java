package dev.sinew.runtime.loop;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.Preparation;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.OnnxPolicy;
import dev.sinew.runtime.policy.OnnxWriter;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.recorder.FlightSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A process that runs a robot with ONNX Runtime and a recorder until it is told to end, for [ShutdownTest].
///
/// Arguments: folder for ONNX Runtime's library, file of the record. Says `active` once the policy drives the robot,
/// and at the end what the robot was told last.
final class RunningRobot {
    private RunningRobot() {}

    public static void main(String[] arguments) throws IOException {
        OnnxLibrary.prepare(Path.of(arguments[0]));
        SystemClock clock = new SystemClock();
        FakeRobot robot = new FakeRobot(clock);
        TickLayout layout = TickLayout.of(LoopRig.contract());
        TickJournal journal = new TickJournal(layout, 1024);
        OperatorRequests operator = new OperatorRequests();
        StopRequest stop = new StopRequest();
        Heartbeat heartbeat = new Heartbeat();
        long period = LoopRig.PERIOD;
        StopRequest.ShutdownGuard guard = stop.onShutdown(Duration.ofSeconds(10));
        FlightRecorder recorder = FlightRecorder.start(
                journal.reader(),
                Path.of(arguments[1]),
                new FlightSession(Map.of(), List.of(), Preparation.none()),
                period,
                0);
        try (OnnxPolicy policy = OnnxPolicy.open(OnnxWriter.network(1, "Relu", 9, 64, 64, 2), 9, 2)) {
            ControlLoop loop = new ControlLoop(
                    robot,
                    LoopRig.contract(),
                    policy,
                    new TickLog(journal, new BusLog(clock)),
                    new Timebase(clock, new PlantPace.LockStep(nanos -> sayWhenActive(robot))),
                    new Requests(operator, stop),
                    new Watch(heartbeat, new Supervisor(heartbeat, high -> BusStatus.OK, clock, period)));
            loop.prepare();
            operator.arm();
            loop.run();
            recorder.close();
            System.out.println(robot.told.getLast() + ", " + (loop.mode() instanceof Mode.Stopped) + ", "
                    + stop.reason().orElse(""));
        }
        stop.finish();
        guard.close();
    }

    private static void sayWhenActive(FakeRobot robot) {
        if (!robot.quiet && robot.told.contains("write")) {
            robot.quiet = true;
            System.out.println("active");
        }
    }
}
