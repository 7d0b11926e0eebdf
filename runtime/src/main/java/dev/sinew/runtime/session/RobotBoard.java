package dev.sinew.runtime.session;

import dev.sinew.config.reality.Reality;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.linux.LinuxBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.loop.PlantPace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A robot's board, real or emulated: the same drivers and the same Pi4J way above it.
public interface RobotBoard extends AutoCloseable {
    /// {@return the robot on this board, unconfigured}
    ///
    /// @param description what it is
    /// @param wiring where its devices are
    /// @param bus hears every transfer, and what the drivers' clock says
    /// @param clock of the session
    WiredRobot open(RobotDescription description, Wiring wiring, BusLog bus, MonotonicClock clock);

    /// {@return how the physics moves along with the ticks}
    PlantPace pace();

    /// {@return what a flight record says of it: `board`, which is `linux` or `emulated`, and `reality` where an
    /// emulated robot was planted with one}
    Map<String, String> metadata();

    /// The first tick follows: what a fault script says begins now.
    void begin();

    /// {@return what the physics knows, for reports; empty on a real robot}
    Optional<TruthTrace> truth();

    @Override
    void close();

    /// A Raspberry Pi.
    final class Linux implements RobotBoard {
        private final Path root;

        /// This machine's board.
        ///
        /// @param root of the file system with `dev` and `sys`
        public Linux(Path root) {
            this.root = root;
        }

        @Override
        public WiredRobot open(RobotDescription description, Wiring wiring, BusLog bus, MonotonicClock clock) {
            Pi4jBoard board = new Pi4jBoard(new LinuxBoard(root, clock), bus);
            return new WiredRobot(description, wiring, board, bus.heard(BusLog.ROBOT, clock));
        }

        @Override
        public PlantPace pace() {
            return new PlantPace.Real();
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of("board", "linux");
        }

        @Override
        public void begin() {
            // faults come by themselves
        }

        @Override
        public Optional<TruthTrace> truth() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // the robot closes its board
        }
    }

    /// Emulated chips with physics behind them.
    final class Emulated implements RobotBoard {
        private final Plant plant;
        private final Optional<FaultScript> faults;
        private final Optional<Reality> reality;
        private final boolean wall;
        private final TruthTrace truth;
        private Optional<EmulatedBoard> board = Optional.empty();
        private long ahead;

        /// A board over a plant that is as the robot's files say.
        ///
        /// @param plant the physics, closed with this board
        /// @param faults what goes wrong, from the first tick on
        /// @param wall whether the plant runs on with the wall clock instead of in lock-step with the ticks
        /// @param mostTicks ticks that the trace of the truth has room for
        public Emulated(Plant plant, Optional<FaultScript> faults, boolean wall, int mostTicks) {
            this(plant, Optional.empty(), faults, wall, mostTicks);
        }

        /// A board over a plant.
        ///
        /// @param plant the physics, closed with this board
        /// @param reality what was planted into it, which flight records name; empty for nothing
        /// @param faults what goes wrong, from the first tick on
        /// @param wall whether the plant runs on with the wall clock instead of in lock-step with the ticks
        /// @param mostTicks ticks that the trace of the truth has room for
        public Emulated(
                Plant plant, Optional<Reality> reality, Optional<FaultScript> faults, boolean wall, int mostTicks) {
            this.plant = plant;
            this.reality = reality;
            this.faults = faults;
            this.wall = wall;
            truth = new TruthTrace(mostTicks);
        }

        @Override
        public WiredRobot open(RobotDescription description, Wiring wiring, BusLog bus, MonotonicClock clock) {
            EmulatedBoard opened = new EmulatedBoard(description, wiring, plant);
            opened.hangBy(new HangClock(opened, clock));
            board = Optional.of(opened);
            MonotonicClock heard = bus.heard(BusLog.ROBOT, opened.clock());
            return new WiredRobot(description, wiring, new Pi4jBoard(opened, bus), heard);
        }

        @Override
        public void begin() {
            faults.ifPresent(script -> board.orElseThrow().play(script));
        }

        @Override
        public PlantPace pace() {
            return wall ? new PlantPace.Wall(this::catchUp) : new PlantPace.LockStep(this::advance);
        }

        @Override
        public Map<String, String> metadata() {
            Map<String, String> metadata = new TreeMap<>(Map.of("board", "emulated"));
            reality.ifPresent(planted -> metadata.put("reality", planted.name()));
            return metadata;
        }

        private void catchUp(long nanos) {
            long went = ahead;
            ahead = 0;
            advance(nanos - went);
        }

        private void advance(long nanos) {
            long step = plant.stepNanos();
            board.orElseThrow().advance(Math.max(step, Math.round(nanos / (double) step) * step));
            truth.add(plant.nanos(), plant.trueTilt(), plant.trueTravel(), plant.supplyVoltage() > 0);
        }

        /// What a hung call sleeps by: the plant goes on with the session's clock, whatever its pace.
        private final class HangClock implements MonotonicClock {
            private final EmulatedBoard hung;
            private final MonotonicClock clock;

            HangClock(EmulatedBoard hung, MonotonicClock clock) {
                this.hung = hung;
                this.clock = clock;
            }

            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public void sleepUntil(long deadline) {
                long before = clock.nanos();
                clock.sleepUntil(deadline);
                long step = plant.stepNanos();
                long passed = Math.max(step, (clock.nanos() - before) / step * step);
                ahead += passed;
                hung.advance(passed);
            }
        }

        @Override
        public Optional<TruthTrace> truth() {
            return Optional.of(truth);
        }

        @Override
        public void close() {
            plant.close();
        }
    }
}
