package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.Allocation;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.ModeMachine;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The shipped balancer through the loop: policy to PWM registers and back through the encoders' counters, on
/// emulated chips in lock-step.
class EmulatedLoopTest {
    private static final int ACTIVE = 3;
    private static final int TICKS = 200;
    private static final int LEFT_ANGLE = 3; // of the observation, after tilt, tilt rate and yaw rate
    private static final int ROLLED = 50; // before it arms

    private final StandPlant plant = new StandPlant();
    private final RobotDescription description = new Robots(ConfigFiles.shipped()).description("balancer");
    private final Wiring wiring = new Robots(ConfigFiles.shipped()).wiring("balancer");
    private final PolicyContract contract =
            new Tasks(ConfigFiles.shipped()).task("balancer").contract();
    private final TickLayout layout = TickLayout.of(contract);
    private final TickJournal journal = new TickJournal(layout, 1024);
    private final JournalReader reader = journal.reader();
    private final BusLog bus = new BusLog(new VirtualClock());
    private final EmulatedBoard board = new EmulatedBoard(description, wiring, plant);
    private final WiredRobot robot = new WiredRobot(description, wiring, new Pi4jBoard(board, bus), board.clock());
    private final StopRequest stop = new StopRequest();
    private final OperatorRequests operator = new OperatorRequests();
    private int ticks = Integer.MIN_VALUE; // until the dry runs are over

    @Test
    void drivesTheChipsOfTheBalancerAndStopsThem() {
        ControlLoop loop = loop();
        loop.prepare();
        operator.arm();
        ticks = 0;
        loop.run();
        int driven = 0;
        Set<Integer> addresses = new HashSet<>();
        while (reader.poll()) {
            assertEquals(0, reader.tick().busSkipped(), "tick " + reader.tick().tick());
            if (reader.tick().mode() == ACTIVE && reader.tick().verdict() == Verdict.PASS.code()) {
                addresses.addAll(addresses(reader.tick()));
                assertEquals(2.0, reader.tick().target(0), 1e-6); // 0.2 of 10 V
                driven++;
            }
        }

        assertTrue(driven > 50, "ticks at full authority: " + driven);
        assertEquals(Set.of(0, 0x40, 0x60, 0x68), addresses); // 0: the counters on SPI
        assertTrue(plant.jointPosition(0) > 0.1, "wheel turned by " + plant.jointPosition(0));
        assertFalse(plant.supplyOn);
        assertEquals("stopped", loop.mode().word());
        robot.close();
    }

    @Test
    void thePolicyBeginsAtWheelAngleZeroHoweverTheRobotWasRolledIntoPlace() {
        ControlLoop loop = loop();
        loop.prepare();
        operator.arm();
        ticks = 0;
        loop.run();
        while (reader.poll() && reader.tick().mode() != ACTIVE) {
            assertEquals(0, reader.tick().observation(LEFT_ANGLE));
        }

        assertEquals(0, reader.tick().observation(LEFT_ANGLE)); // of the tick that arms, as training starts
        reader.poll();
        reader.poll();
        assertTrue(reader.tick().observation(LEFT_ANGLE) > 0, "two ticks later it has turned");
        assertTrue(
                reader.tick().position(0) < 0.1,
                "from zero, not from 1.5: " + reader.tick().position(0));
        robot.close();
    }

    @Test
    void allocatesNothingInATickOfAllItsChips() {
        VirtualClock clock = new VirtualClock();
        robot.configure();
        ControlStep step = new ControlStep(description, contract);
        ModeMachine modes = new ModeMachine(step.gate(), operator, () -> true);
        Heartbeat heartbeat = new Heartbeat();
        Tick tick = new Tick(
                robot,
                step,
                (observation, action) -> true,
                new TickLog(journal, bus),
                clock,
                modes,
                new Watch(heartbeat, new Supervisor(heartbeat, robot.supervisorLine(), clock, 10_000_000)));
        modes.configured();
        operator.arm();

        assertEquals(0, Allocation.bytes(20_000, () -> {
            tick.run(clock.nanos(), 0);
            board.advance(10_000_000);
        }));
        assertEquals("active", modes.mode().word());
        robot.close();
    }

    private ControlLoop loop() {
        VirtualClock clock = new VirtualClock();
        Heartbeat heartbeat = new Heartbeat();
        return new ControlLoop(
                robot,
                contract,
                (observation, action) -> {
                    action[0] = 0.2f;
                    action[1] = 0.2f;
                    if (ticks == ROLLED) {
                        plant.roll(1.5);
                    }
                    if (ticks++ == TICKS) {
                        stop.request("test ends");
                    }
                    return true;
                },
                new TickLog(journal, bus),
                new Timebase(clock, new PlantPace.LockStep(board::advance)),
                new Requests(operator, stop),
                new Watch(heartbeat, new Supervisor(heartbeat, robot.supervisorLine(), clock, 10_000_000)));
    }

    /// {@return the addresses of all transfers in a record}
    private static Set<Integer> addresses(TickRecord tick) {
        byte[] bytes = new byte[tick.busBytes()];
        tick.busBytes(bytes);
        Set<Integer> addresses = new HashSet<>();
        int at = 0;
        while (at < bytes.length) {
            addresses.add(bytes[at + 1] & 0xFF);
            at += 16 + (bytes[at + 4] & 0xFF) + (bytes[at + 6] & 0xFF); // lengths below 256
        }
        return addresses;
    }
}
