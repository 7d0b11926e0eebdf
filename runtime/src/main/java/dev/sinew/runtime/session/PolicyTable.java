package dev.sinew.runtime.session;

import dev.sinew.config.experience.PolicyIdentity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/// Which policy a number stands for. Policies are added in the order of their numbers, before any tick names them;
/// of any thread.
final class PolicyTable implements IntFunction<PolicyIdentity> {
    private final List<PolicyIdentity> policies = new CopyOnWriteArrayList<>();

    /// @param first the policy that the run begins with, number 0
    PolicyTable(PolicyIdentity first) {
        policies.add(first);
    }

    /// @param number one above the last
    /// @param policy that has it
    void add(int number, PolicyIdentity policy) {
        if (number != policies.size()) {
            throw new IllegalArgumentException(
                    "number of a policy must be " + policies.size() + ", one above the last, was " + number);
        }
        policies.add(policy);
    }

    @Override
    public PolicyIdentity apply(int number) {
        return policies.get(number);
    }
}
