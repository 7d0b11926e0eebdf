package dev.sinew.trainer.algorithm.td3;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.SmoothnessContract;

class Td3SmoothnessTest extends SmoothnessContract {
    @Override
    protected int policyDelay() {
        return 2;
    }

    @Override
    protected DeterministicRig rig(Activation activation, int rows, int threads, ActorSettings actor) {
        return Td3Rig.small(activation, rows, threads, actor);
    }
}
