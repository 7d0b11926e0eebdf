package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.deployment.Deployment;
import dev.sinew.config.deployment.Deployments;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.policy.OnnxNormalization;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which bundle for which robot, and whose signature counts.
public final class BundleOptions {
    @Parameters(paramLabel = "BUNDLE", description = "the policy bundle")
    private Path file = Path.of("");

    @Option(
            names = "--robot",
            required = true,
            paramLabel = "NAME",
            description = "the robot, as `sinew robots` lists it")
    private String robot = "";

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            description = "deployment file whose keys are trusted (default: the robot's name)")
    private Optional<String> deployment = Optional.empty();

    @Option(
            names = "--allow-unsigned",
            description = "accept an unsigned bundle; for emulation only, where `run` does so unasked")
    private boolean allowUnsigned;

    /// Nothing given yet.
    public BundleOptions() {}

    /// {@return the bundle file}
    public Path file() {
        return file;
    }

    /// {@return name of the robot}
    public String robot() {
        return robot;
    }

    /// Reads the bundle for a run and holds it against the robot.
    ///
    /// @param context of the command; an accepted unsigned bundle is announced on standard error
    /// @param emulated whether nothing moves but a simulation, so that an unsigned bundle is accepted
    /// @return the bundle
    /// @throws NoSuchFileException when there is none
    public Bundle open(CommandContext context, boolean emulated) throws NoSuchFileException {
        return open(context, emulated, file);
    }

    /// Reads the bundle without running it and holds it against the robot.
    ///
    /// @param context of the command; an accepted unsigned bundle is announced on standard error
    /// @return the bundle
    /// @throws NoSuchFileException when there is none
    Bundle look(CommandContext context) throws NoSuchFileException {
        return read(context, allowUnsigned ? Unsigned.ALLOWED : Unsigned.REFUSED, file);
    }

    /// Reads another bundle for the same robot and holds it against that.
    ///
    /// @param context of the command; an accepted unsigned bundle is announced on standard error
    /// @param emulated whether nothing moves but a simulation, so that an unsigned bundle is accepted
    /// @param bundle the file
    /// @return the bundle
    /// @throws NoSuchFileException when there is none
    Bundle open(CommandContext context, boolean emulated, Path bundle) throws NoSuchFileException {
        if (allowUnsigned && !emulated) {
            throw new IllegalArgumentException("--allow-unsigned must come with --emulated, came without");
        }
        return read(context, emulated ? Unsigned.ALLOWED : Unsigned.REFUSED, bundle);
    }

    private Bundle read(CommandContext context, Unsigned unsigned, Path bundle) throws NoSuchFileException {
        if (Files.isDirectory(bundle)) {
            throw new IllegalArgumentException("bundle must be a file, was the folder " + bundle);
        }
        if (!Files.exists(bundle)) {
            throw new NoSuchFileException(bundle.toString());
        }
        ConfigFiles files = context.files();
        new Robots(files).description(robot); // a wrong name is told before anything that follows from it
        Bundle read = reader(files, unsigned).read(bundle);
        if (read.signer().isEmpty()) {
            context.err()
                    .println("sinew: WARNING: " + bundle
                            + " IS NOT SIGNED. Anyone may have made it. Accepted for emulation only.");
        }
        return read;
    }

    /// {@return a reader of bundles for the robot}
    ///
    /// @param files describe it, and whom it trusts
    /// @param unsigned what to do with a bundle without a signature
    BundleReader reader(ConfigFiles files, Unsigned unsigned) {
        return new BundleReader(robot, new Tasks(files), trusted(files), unsigned, new OnnxNormalization());
    }

    /// {@return the keys that the robot's deployment trusts; none without a deployment}
    ///
    /// @param files hold the deployments
    public List<TrustedKey> trusted(ConfigFiles files) {
        return deployment(files).map(Deployment::trustedKeys).orElse(List.of());
    }

    /// {@return how the robot is set up; empty when no file was named and none has the robot's name}
    ///
    /// @param files hold the deployments
    public Optional<Deployment> deployment(ConfigFiles files) {
        Deployments deployments = new Deployments(files);
        String name = deployment.orElse(robot);
        return deployment.isPresent() || deployments.names().contains(name)
                ? Optional.of(deployments.deployment(name))
                : Optional.empty();
    }
}
