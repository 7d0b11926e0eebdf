package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.SmoothnessContract;

class DdpgSmoothnessTest extends SmoothnessContract {
    @Override
    protected int policyDelay() {
        return 1;
    }

    @Override
    protected DeterministicRig rig(Activation activation, int rows, int threads, ActorSettings actor) {
        return DdpgRig.small(activation, rows, threads, actor);
    }
}
