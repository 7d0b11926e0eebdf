package dev.sinew.hal.control;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.JointTargets;

/// Turns an action into wanted joint targets as a contract describes it. One thread; no tick allocates.
public final class ActionDecoder {
    private final ActionMapping[] mappings;
    private final int[] signs;
    private final int[] joints;

    /// A decoder.
    ///
    /// @param contract whose action it decodes
    public ActionDecoder(PolicyContract contract) {
        mappings = contract.action().toArray(ActionMapping[]::new);
        joints = contract.robot().driven();
        signs = contract.joints().stream().mapToInt(JointConvention::sign).toArray();
    }

    /// Decodes one action. Numbers beyond −1 and 1 count as those; infinity is no number of that kind but a failure
    /// of the policy, and becomes NaN for the gate to see, as NaN does.
    ///
    /// @param action `[driven joints]` from `offset` on, −1 to 1
    /// @param offset first float of the action
    /// @param wanted filled, in joint order; a passive joint is left as it is, at 0
    public void decode(float[] action, int offset, JointTargets wanted) {
        for (int k = 0; k < mappings.length; k++) {
            float entry = action[offset + k];
            int j = joints[k];
            wanted.set(j, Float.isFinite(entry) ? mappings[k].target(entry, signs[j]) : Double.NaN);
        }
    }
}
