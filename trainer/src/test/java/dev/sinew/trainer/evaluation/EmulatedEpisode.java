package dev.sinew.trainer.evaluation;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.hal.task.Motion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.PlantPace;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.sim.plant.BalancerPlant;
import dev.sinew.sim.plant.MujocoPlants;
import dev.sinew.sim.randomization.BalancerRandomization;
import dev.sinew.sim.randomization.PushSchedule;
import dev.sinew.sim.world.BalancerMotion;

/// One episode of the balancer as the robot itself would play it: the runtime's loop over drivers and emulated chips,
/// calibrated and armed on its stand, in the plant's time. Body, start and pushes are those of the training world of
/// the same seed; the noise of the sensors is not, since standing takes more of it.
final class EmulatedEpisode implements AutoCloseable {
    private static final int PATIENCE = 400; // ticks on the stand

    private final int limit;
    private final Policy policy;
    private final BalancerPlant plant;
    private final EmulatedBoard board;
    private final WiredRobot robot;
    private final ControlLoop loop;
    private final TaskScore score;
    private final Motion motion;
    private final PushSchedule pushes;
    private final float[] action;
    private final StopRequest stop = new StopRequest();
    private final OperatorRequests operator = new OperatorRequests();
    private double sum;
    private int steps;
    private int standing;

    EmulatedEpisode(BalancerTask task, Policy policy, long seed) {
        this.policy = policy;
        RobotDescription description = task.contract().robot();
        limit = task.timeLimit();
        RandomStream random = new RandomStream(seed);
        var randomization = new BalancerRandomization(task.randomization(), task.episode());
        plant = new MujocoPlants()
                .open(
                        description.name(),
                        randomization.parameters(random.split("parameters")),
                        randomization.start(random.split("start")),
                        seed);
        pushes = new PushSchedule(randomization, description.rateHertz());
        pushes.start(random.split("push"));
        score = TaskScore.of(task);
        motion = new BalancerMotion(plant.worlds(), 0);
        action = new float[task.contract().actionSize()];
        var wiring = new Robots(ConfigFiles.shipped()).wiring(description.name());
        TickLayout layout = TickLayout.of(task.contract());
        board = new EmulatedBoard(description, wiring, plant);
        BusLog bus = new BusLog(board.clock());
        robot = new WiredRobot(description, wiring, new Pi4jBoard(board, bus), board.clock());
        Heartbeat heartbeat = new Heartbeat();
        loop = new ControlLoop(
                robot,
                task.contract(),
                this::act,
                new TickLog(new TickJournal(layout, 2), bus),
                new Timebase(board.clock(), new PlantPace.LockStep(this::advance)),
                new Requests(operator, stop),
                new Watch(
                        heartbeat,
                        new Supervisor(heartbeat, robot.supervisorLine(), board.clock(), description.periodNanos())));
    }

    private boolean act(float[] observation, float[] out) {
        boolean usable = policy.act(observation, out);
        System.arraycopy(out, 0, action, 0, action.length);
        return usable;
    }

    /// Time of one tick. The episode begins with the tick that lets the stand go.
    private void advance(long nanos) {
        boolean begun = !plant.worlds().held(0);
        if (begun) {
            plant.worlds().push(0, pushes.tick());
        }
        board.advance(nanos);
        if (begun) {
            score.step(motion, action, 0, robot.lifecycle() == Lifecycle.FAULT);
            sum += score.reward();
            steps++;
        } else {
            standing++;
        }
        boolean ended = robot.lifecycle() == Lifecycle.FAULT || score.failed(motion);
        if ((begun && (ended || steps == limit)) || standing == PATIENCE) {
            stop.request("the episode ends");
        }
    }

    /// {@return the undiscounted return}
    double play() {
        loop.prepare();
        operator.arm();
        loop.run();
        if (steps == 0) {
            throw new IllegalStateException("the robot must arm within " + PATIENCE + " ticks, did not");
        }
        return sum;
    }

    @Override
    public void close() {
        robot.close();
        plant.close();
    }
}
