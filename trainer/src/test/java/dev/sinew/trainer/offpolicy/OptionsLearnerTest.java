package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.loop.OffPolicyLearner;
import org.junit.jupiter.api.Nested;

/// What every learner keeps, kept with options too.
class OptionsLearnerTest {
    @Nested
    class Redq extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.SAC_REDQ.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class Droq extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.SAC_DROQ.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class Td3WithGsde extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.TD3_GSDE.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class DdpgWithOrnsteinUhlenbeckNoise extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.DDPG_NOISE.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class SacWithGsde extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.SAC_GSDE.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class SmoothSac extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.SAC_SMOOTH.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class SmoothTd3 extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.TD3_SMOOTH.learner(observationSize, actionSize, seed, threads);
        }
    }

    @Nested
    class SmoothDdpg extends ReplayLearnerContract {
        @Override
        protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
            return LearnerKind.DDPG_SMOOTH.learner(observationSize, actionSize, seed, threads);
        }
    }
}
