package dev.sinew.trainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.task.balance.BalanceTask;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a policy earns in the training environment it earns on the emulated robot. Episodes are paired: the same
/// bodies, starts and pushes on both sides, so that chance has little to say.
class EmulatedReturnTest {
    private static final double START_TILT = Math.toRadians(3.5); // arming allows 5, and the IMU may sit 1 off
    private static final double SHARE = 0.05;

    private final ConfigFiles files = ConfigFiles.shipped();
    private final Tasks tasks = new Tasks(files);
    private final BalancerTask task = armable((BalancerTask) tasks.task("balancer"));

    @Test
    void aLinearControllerEarnsOnTheEmulatedRobotWhatItEarnsInTraining() {
        compare("linear controller", EmulatedReturnTest::balance, 6);
    }

    /// Trains as `sinew train --task balancer --seed 1` does.
    @Test
    @Tag("long")
    void aTrainedBundleEarnsOnTheEmulatedRobotWhatItEarnsInTraining(@TempDir Path folder) throws IOException {
        SigningKey key = SigningKey.create();
        BundleReader reader = new BundleReader(
                "balancer", tasks, List.of(key.trustedKey()), Unsigned.REFUSED, new OnnxNormalization());
        Bundle bundle = reader.read(trained(folder, key));

        try (LoadedPolicy policy = LoadedPolicy.load(bundle, PolicyEngine.ONNX)) {
            compare("trained bundle", policy.policy(), 40);
        }
    }

    private byte[] trained(Path folder, SigningKey key) throws IOException {
        TaskCatalog catalog = TaskCatalog.standard(System.err::println);
        TrainingRun run = new TrainingRun(TrainingPlan.read(files, "sac", "balancer", 1, 1), catalog);
        Path root = folder.resolve("run");
        try (RunFolder held = RunFolder.create(root)) {
            run.train(held, List.of());
        }
        return PolicyBundle.of(run.kept(root).policy(), task.contract(), Map.of())
                .signed(key);
    }

    private void compare(String name, Policy policy, int episodes) {
        double training = 0;
        double emulation = 0;
        for (long seed = 1; seed <= episodes; seed++) {
            training += inTraining(policy, seed) / episodes;
            emulation += inEmulation(policy, seed) / episodes;
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%s, %d episodes: mean return %.1f in training, %.1f on the emulated robot",
                name,
                episodes,
                training,
                emulation));

        assertTrue(training > 1500, "it must stand for 5 percent to mean anything, earned " + training + " of 2000");
        assertEquals(training, emulation, SHARE * training);
    }

    private double inTraining(Policy policy, long seed) {
        var simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
        BalanceTask balance = new BalanceTask(task, files);
        float[] observation = new float[task.contract().observationSize()];
        float[] action = new float[task.contract().actionSize()];
        double sum = 0;
        try (TaskWorlds worlds = balance.open(simulator, 1, 1)) {
            worlds.start(new int[1], 1, new RandomStream[] {new RandomStream(seed)});
            for (int step = 0; step < balance.description().timeLimit(); step++) {
                worlds.observe(0, observation, 0);
                policy.act(observation, action);
                worlds.step(action);
                sum += worlds.reward(0);
                if (worlds.terminated(0)) {
                    break;
                }
            }
        }
        return sum;
    }

    private double inEmulation(Policy policy, long seed) {
        try (EmulatedEpisode episode = new EmulatedEpisode(task, policy, seed)) {
            return episode.play();
        }
    }

    private static BalancerTask armable(BalancerTask shipped) {
        BalancerTask.Episode e = shipped.episode();
        var episode = new BalancerTask.Episode(
                e.timeLimitSeconds(), START_TILT, e.startTiltRate(), e.startVelocity(), e.tilt(), e.travel());
        return new BalancerTask(shipped.contract(), episode, shipped.reward(), shipped.randomization());
    }

    /// Gains found by random search on this class of plant, on what the policy sees.
    private static boolean balance(float[] observation, float[] action) {
        float tilt = observation[0];
        float rate = observation[1];
        float x = 0.04f * ((observation[3] + observation[4]) / 2 + tilt);
        float v = 0.04f * ((observation[5] + observation[6]) / 2 + rate);
        float u = Math.clamp(11.4f * tilt + 0.25f * rate + 0.96f * x + 2.76f * v, -1, 1);
        action[0] = u;
        action[1] = u;
        return true;
    }
}
