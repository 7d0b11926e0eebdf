package dev.sinew.trainer.run;

import dev.sinew.config.document.Section;
import dev.sinew.config.document.Spelling;
import dev.sinew.trainer.algorithm.acktr.AcktrLearner;
import dev.sinew.trainer.algorithm.acktr.AcktrSettings;
import dev.sinew.trainer.algorithm.ddpg.DdpgLearner;
import dev.sinew.trainer.algorithm.ddpg.DdpgSettings;
import dev.sinew.trainer.algorithm.npg.NpgLearner;
import dev.sinew.trainer.algorithm.npg.NpgSettings;
import dev.sinew.trainer.algorithm.pg.PgLearner;
import dev.sinew.trainer.algorithm.pg.PgSettings;
import dev.sinew.trainer.algorithm.ppo.PpoLearner;
import dev.sinew.trainer.algorithm.ppo.PpoSettings;
import dev.sinew.trainer.algorithm.ppokl.PpoKlLearner;
import dev.sinew.trainer.algorithm.ppokl.PpoKlSettings;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.algorithm.td3.Td3Learner;
import dev.sinew.trainer.algorithm.td3.Td3Settings;
import dev.sinew.trainer.algorithm.trpo.TrpoLearner;
import dev.sinew.trainer.algorithm.trpo.TrpoSettings;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.RolloutLearner;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/// The algorithms there are; the only place that knows all of them.
public final class Algorithms {
    private static final List<Algorithm> ALL = List.of(
            new Algorithm(
                    "acktr",
                    "Actor-critic with Kronecker-factored trust regions",
                    "Wu et al., arXiv:1708.05144v2",
                    "few updates that each count: natural steps for policy and value function, little to tune",
                    Algorithms::acktr),
            new Algorithm(
                    "ddpg",
                    "Deep deterministic policy gradient",
                    "Lillicrap et al., arXiv:1509.02971v6",
                    "the plain ancestor of TD3, to compare with: fast, and easily fooled by its own critic",
                    Algorithms::ddpg),
            new Algorithm(
                    "npg",
                    "Natural policy gradient",
                    "Kakade, NIPS 2001; Rajeswaran et al., arXiv:1703.02660v2",
                    "the simplest of the trust region family: one step per rollout, nothing to search",
                    Algorithms::npg),
            new Algorithm(
                    "pg",
                    "Policy gradient with importance sampling",
                    "Williams, Machine Learning 8, 1992; Sutton et al., NIPS 1999",
                    "to learn from and to compare with: the plainest method that works",
                    Algorithms::pg),
            new Algorithm(
                    "ppo",
                    "Proximal policy optimization, clipped",
                    "Schulman et al., arXiv:1707.06347v2",
                    "the first to try where simulation is cheap: robust, fast on the clock, easy to tune",
                    Algorithms::ppo),
            new Algorithm(
                    "ppo-kl",
                    "Proximal policy optimization, KL penalty",
                    "Schulman et al., arXiv:1707.06347v2, section 4",
                    "as ppo, where a smooth brake suits better than a clipped ratio",
                    Algorithms::ppoKl),
            new Algorithm(
                    "sac",
                    "Soft actor-critic",
                    "Haarnoja et al., arXiv:1812.05905v2",
                    "few environment steps, also on a real robot: learns from everything it remembers",
                    Algorithms::sac),
            new Algorithm(
                    "td3",
                    "Twin delayed deep deterministic policy gradient",
                    "Fujimoto et al., arXiv:1802.09477v3",
                    "few environment steps with a deterministic policy: thrifty as SAC, a quarter cheaper to compute",
                    Algorithms::td3),
            new Algorithm(
                    "trpo",
                    "Trust region policy optimization",
                    "Schulman et al., arXiv:1502.05477v5",
                    "when a policy must never fall back far: each step is held to a bound and has to gain",
                    Algorithms::trpo));

    private Algorithms() {}

    /// {@return all of them, by name}
    public static List<Algorithm> all() {
        return ALL;
    }

    /// {@return an algorithm}
    ///
    /// @param name such as `sac`
    /// @throws IllegalArgumentException when there is none; the message names the closest and all others
    public static Algorithm named(String name) {
        return ALL.stream()
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("algorithm must be one of %s, was '%s'; the closest is %s"
                                .formatted(
                                        String.join(
                                                ", ",
                                                ALL.stream()
                                                        .map(Algorithm::name)
                                                        .toList()),
                                        name,
                                        ALL.stream()
                                                .map(Algorithm::name)
                                                .min(Comparator.comparingInt(known -> Spelling.distance(name, known)))
                                                .orElseThrow())));
    }

    private static Method sac(Section file) {
        SacSettings settings = SacSettings.read(file.section("learner"));
        return new Method.Replaying(
                rhythm(file),
                settings.toString(),
                sizes -> new SacLearner(settings, sizes.observation(), sizes.action(), sizes.seed(), sizes.threads()));
    }

    private static Method acktr(Section file) {
        AcktrSettings settings = AcktrSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                worlds -> {},
                (actorCritic, random) -> new AcktrLearner(settings, actorCritic, random));
    }

    private static Method ppo(Section file) {
        PpoSettings settings = PpoSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                settings::requireWorlds,
                (actorCritic, random) -> new PpoLearner(settings, actorCritic, random));
    }

    private static Method td3(Section file) {
        Td3Settings settings = Td3Settings.read(file.section("learner"));
        return new Method.Replaying(
                rhythm(file),
                settings.toString(),
                sizes -> new Td3Learner(settings, sizes.observation(), sizes.action(), sizes.seed(), sizes.threads()));
    }

    private static Method ddpg(Section file) {
        DdpgSettings settings = DdpgSettings.read(file.section("learner"));
        return new Method.Replaying(
                rhythm(file),
                settings.toString(),
                sizes -> new DdpgLearner(settings, sizes.observation(), sizes.action(), sizes.seed(), sizes.threads()));
    }

    private static Method npg(Section file) {
        NpgSettings settings = NpgSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                settings::requireWorlds,
                (actorCritic, random) -> new NpgLearner(settings, actorCritic, random));
    }

    private static Method pg(Section file) {
        PgSettings settings = PgSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                settings::requireWorlds,
                (actorCritic, random) -> new PgLearner(settings, actorCritic, random));
    }

    private static Method ppoKl(Section file) {
        PpoKlSettings settings = PpoKlSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                settings::requireWorlds,
                (actorCritic, random) -> new PpoKlLearner(settings, actorCritic, random));
    }

    private static Method trpo(Section file) {
        TrpoSettings settings = TrpoSettings.read(file.section("learner"));
        return collecting(
                settings.actorCritic(),
                settings.toString(),
                settings::requireWorlds,
                (actorCritic, random) -> new TrpoLearner(settings, actorCritic, random));
    }

    private static ReplayRhythm rhythm(Section file) {
        return file.made(() -> new ReplayRhythm(
                file.whole("warmup_steps", 0, Long.MAX_VALUE), file.integer("updates_per_step", 0, 1000)));
    }

    private static Method collecting(
            ActorCriticSettings shapes, String settings, IntConsumer check, RolloutLearner.AlgorithmFactory factory) {
        return new Method.Collecting(
                settings,
                check,
                sizes -> new RolloutLearner(
                        shapes,
                        new ActorCritic.Sizes(sizes.observation(), sizes.action(), sizes.worlds()),
                        sizes.seed(),
                        sizes.threads(),
                        factory));
    }
}
