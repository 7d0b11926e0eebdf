package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.PolicyEngine;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sinew check`: whether a bundle may run on a robot.
@Command(
        name = "check",
        description = "Checks whether a policy bundle may run on a robot: its files, its signature, its contract, its"
                + " normalization, and that both engines answer its golden vectors.",
        exitCodeList = {
            "0:the bundle may run",
            "2:the command line is not understood",
            "65:the robot is unknown, a file is wrong, or the policy computes what it must not",
            "66:a file is missing",
            "77:the bundle is refused: damaged, not signed by a trusted key, or for another robot"
        },
        footer = {
            "  sinew check balancer.bundle --robot balancer",
            "",
            "Figures for --json: bundle, robot, task, policy, signer, golden_vectors, golden_difference,",
            "engine_difference"
        })
public final class CheckCommand extends Subcommand {
    @Mixin
    private BundleOptions bundle = new BundleOptions();

    /// A check.
    ///
    /// @param context to work in
    public CheckCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        Bundle read = bundle.look(context());
        OnnxLibrary.prepare(context().cacheFolder());
        try (LoadedPolicy loaded = LoadedPolicy.load(read, PolicyEngine.ONNX)) {
            report(read, loaded);
        }
        return ExitCode.OK;
    }

    private void report(Bundle read, LoadedPolicy loaded) {
        PolicyContract contract = read.contract();
        String signer = read.signer().map(key -> "by trusted key " + key).orElse("by nobody");
        context()
                .out()
                .println(bundle.file() + " may run on " + bundle.robot()
                        + (read.signer().isEmpty() ? ", in emulation only" : ""));
        context().out().println("  policy           " + read.policyId());
        context().out().println("  task             " + contract.task());
        context().out().println("  signed           " + signer);
        context()
                .out()
                .printf(
                        "  golden vectors   %d, largest difference %.1e%n",
                        read.golden().count(), loaded.goldenDifference());
        context()
                .out()
                .println("  second engine    "
                        + loaded.unchecked()
                                .orElseGet(() -> String.format("largest difference %.1e", loaded.engineDifference())));
        figures()
                .put("bundle", bundle.file().toString())
                .put("robot", bundle.robot())
                .put("task", contract.task())
                .put("policy", read.policyId())
                .put("signer", read.signer().orElse(""))
                .put("golden_vectors", read.golden().count())
                .put("golden_difference", (double) loaded.goldenDifference())
                .put("engine_difference", (double) loaded.engineDifference());
    }
}
