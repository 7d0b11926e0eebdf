package dev.sinew.runtime.session;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cPort;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiPort;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.loop.PlantPace;
import dev.sinew.runtime.loop.StandPlant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A process that runs sessions of the balancer on emulated chips in real time until it is killed, for
/// [KilledProcessTest]. Its argument is the file in which its output lines end.
final class KilledSession {
    private KilledSession() {}

    public static void main(String[] arguments) throws IOException {
        SessionRobot robot = SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer");
        LineFile lines = new LineFile(Path.of(arguments[0]));
        SessionPolicy policy = new SessionPolicy(
                "stand",
                new Tasks(ConfigFiles.shipped()).task("balancer").contract(),
                (observation, action) -> {
                    action[0] = 0.2f;
                    action[1] = 0.2f;
                    return true;
                },
                Optional.empty());
        SessionSettings forever = new SessionSettings(0, Optional.empty(), Optional.empty(), false, 0);
        while (true) { // a machine that pauses this process for long ends a session
            new RobotSession(robot, policy, new Board(lines), forever, SessionProgress.none()).run();
        }
    }

    /// Emulated chips whose output lines end in the file as well.
    private static final class Board implements RobotBoard {
        private final LineFile lines;
        private Optional<EmulatedBoard> chips = Optional.empty();

        Board(LineFile lines) {
            this.lines = lines;
        }

        @Override
        public WiredRobot open(RobotDescription description, Wiring wiring, BusLog bus, MonotonicClock clock) {
            EmulatedBoard board = new EmulatedBoard(description, wiring, new StandPlant());
            chips = Optional.of(board);
            int heartbeat = wiring.devices().stream()
                    .filter(Device.Heartbeat.class::isInstance)
                    .map(device -> ((Device.Heartbeat) device).line())
                    .findFirst()
                    .orElseThrow();
            Ports wired = new Wires(board, lines, heartbeat);
            return new WiredRobot(description, wiring, new Pi4jBoard(wired, bus), board.clock());
        }

        @Override
        public PlantPace pace() {
            return new PlantPace.LockStep(nanos -> chips.orElseThrow().advance(nanos));
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of("board", "emulated");
        }

        @Override
        public void begin() {
            // nothing goes wrong but the end
        }

        @Override
        public Optional<TruthTrace> truth() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // killed before
        }
    }

    private record Wires(Ports board, LineFile lines, int heartbeat) implements Ports {
        @Override
        public I2cPort i2c(int bus, int hertz) {
            return board.i2c(bus, hertz);
        }

        @Override
        public SpiPort spi(int bus, int chipSelect, int hertz, int mode) {
            return board.spi(bus, chipSelect, hertz, mode);
        }

        @Override
        public DigitalOutput output(int line, boolean high) {
            DigitalOutput output = board.output(line, high);
            return line == heartbeat ? lines.heartbeat(output) : lines.enable(output);
        }

        @Override
        public DigitalInput input(int line, boolean pullUp) {
            return board.input(line, pullUp);
        }

        @Override
        public PwmOutput pwm(int chip, int channel, long periodNanos) {
            return board.pwm(chip, channel, periodNanos);
        }

        @Override
        public void close() {
            board.close();
        }
    }
}
