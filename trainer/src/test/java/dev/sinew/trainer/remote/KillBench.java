package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.deployment.Deployments;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.trainer.cli.Main;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A learner, a robot and their broker as three processes, each of which can be killed, with a link to the broker for
/// each that can be cut. Every log that the learner ever begins is kept by a second name.
final class KillBench implements AutoCloseable {
    /// For what is not measured: begins soon.
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");
    /// As the launcher starts a robot.
    private static final List<String> AS_LAUNCHED = List.of("-XX:+UseZGC", "-Xms64m", "-Xmx256m");

    private static final String NO_TIME = "stopped by the safety gate: policy too late";

    final RobotLives lives = new RobotLives();

    final Relay learnerLink;
    final Relay robotLink;
    final Mosquitto broker;
    private final Path user;
    private final Thread keeping;
    private final List<Path> robotOutputs = new ArrayList<>();
    private final List<Path> learnerOutputs = new ArrayList<>();
    private List<Process> learner = List.of();
    private List<Process> robot = List.of();
    private Life life = new Life(List.of(), "spool", "1", "64");
    private int stops;

    /// How a robot is started.
    private record Life(List<String> front, String spool, String episode, String megabytes) {}

    /// Trains a policy that has learned next to nothing, and starts a broker.
    KillBench(Path user) throws IOException, InterruptedException {
        this.user = user;
        settings();
        TrustedKey mine = new Keys(user.resolve("keys")).create("me").trustedKey();
        new Deployments(ConfigFiles.shipped()).trust(user, "furuta", mine);
        String run = user.resolve("run").toString();
        command("train", "--task", "furuta", "--algorithm", "sac", "--steps", "400", "--run", run);
        command("export", run, "--bundle", bundle().toString(), "--key", "me");
        broker = new Mosquitto(user);
        learnerLink = new Relay(broker.port());
        robotLink = new Relay(broker.port());
        Files.createDirectories(logs());
        Files.createDirectories(kept());
        keeping = Thread.ofPlatform().daemon().name("keeps logs").start(this::keep);
    }

    private void settings() throws IOException {
        ConfigFiles shipped = ConfigFiles.shipped();
        write(
                "training/sac/furuta.yaml",
                shipped.text("training/sac/furuta.yaml")
                        .replace("[64, 64]", "[16, 16]")
                        .replace("batch: 256", "batch: 16")
                        .replace("warmup_steps: 2000", "warmup_steps: 100"));
        write(
                "training/finetune.yaml",
                shipped.text("training/finetune.yaml")
                        .replace("frozen_steps: 5000", "frozen_steps: 500")
                        .replaceFirst("recalibration_updates: [0-9]+", "recalibration_updates: 200"));
    }

    private void write(String name, String text) throws IOException {
        Path file = user.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path bundle() {
        return user.resolve("furuta.bundle");
    }

    private Path results() {
        return user.resolve("results");
    }

    private Path logs() {
        return results().resolve("learner");
    }

    /// {@return where every log is kept}
    Path kept() {
        return user.resolve("kept");
    }

    /// {@return the figures that the learner writes when it is asked to end}
    Path figures() {
        return user.resolve("figures.json");
    }

    /// {@return the shape of the robot's stream}
    ExperienceShape shape() {
        Tasks tasks = new Tasks(ConfigFiles.shipped());
        RobotTask task = tasks.task("furuta");
        BundleReader reader = new BundleReader(
                "furuta",
                tasks,
                List.of(Keys.trusted(user.resolve("keys/me.pub"))),
                Unsigned.REFUSED,
                new OnnxNormalization());
        return ExperienceShape.of(reader.read(bundle()).contract(), MeasuredReward.terms(task));
    }

    private void command(String... arguments) throws IOException, InterruptedException {
        Path output = user.resolve("command.txt");
        Process process = java(output, List.of(), SMALL, List.of(arguments));
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "must end: " + List.of(arguments));
        assertEquals(0, process.exitValue(), () -> List.of(arguments) + ": " + text(output));
    }

    private Process java(Path output, List<String> front, List<String> memory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(front);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(memory);
        command.addAll(List.of(
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("SINEW_HOME", user.toString());
        return builder.start();
    }

    /// Starts the learner, anew or again. Its machine is another one: it keeps to the last processor.
    void startLearner() throws IOException {
        Path output = user.resolve("learner-" + learnerOutputs.size() + ".txt");
        learnerOutputs.add(output);
        String last = Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
        learner = List.of(java(
                output,
                List.of("taskset", "-c", last),
                SMALL,
                List.of(
                        "finetune",
                        user.resolve("run").toString(),
                        "--robot",
                        "furuta",
                        "--mqtt",
                        learnerLink.uri(),
                        "--key",
                        "me",
                        "--ticks",
                        "100000000",
                        "--to",
                        results().toString(),
                        "--json",
                        figures().toString())));
    }

    /// Starts the robot as its user does, with the spool of the one before.
    void startRobot() throws IOException {
        begin(new Life(List.of(), "spool", "1", "64"));
    }

    /// Starts the robot with a spool of the least bound, which fills up in a minute and a half.
    void startRobotWithSmallSpool() throws IOException {
        begin(new Life(List.of(), "small-spool", "10", "1"));
    }

    /// {@return what puts a small disk under the spool of a robot; empty where the kernel does not let us}
    Optional<List<String>> smallDisk() throws IOException, InterruptedException {
        return SmallDisk.at(Files.createDirectories(user.resolve("small-disk")));
    }

    /// Starts the robot with its spool on a disk that is full in seconds.
    ///
    /// @param disk from [#smallDisk]
    void startRobotWithSmallDisk(List<String> disk) throws IOException {
        begin(new Life(disk, "small-disk", "10", "64"));
    }

    private void begin(Life life) throws IOException {
        this.life = life;
        Path output = user.resolve("robot-" + robotOutputs.size() + ".txt");
        robotOutputs.add(output);
        lives.begins();
        robot = List.of(java(
                output,
                life.front(),
                AS_LAUNCHED,
                List.of(
                        "run",
                        bundle().toString(),
                        "--robot",
                        "furuta",
                        "--emulated",
                        "--mqtt",
                        robotLink.uri(),
                        "--learn",
                        "--episode",
                        life.episode(),
                        "--seed",
                        "1",
                        "--spool",
                        user.resolve(life.spool()).toString(),
                        "--spool-mb",
                        life.megabytes(),
                        "--json",
                        robotFigures().toString())));
    }

    private Path robotFigures() {
        return user.resolve("robot-" + (robotOutputs.size() - 1) + ".json");
    }

    void killLearner() throws InterruptedException {
        kill(learner.getFirst());
    }

    void killRobot() throws InterruptedException {
        kill(robot.getFirst());
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks the learner to end, which it does with everything on the disk.
    void endLearner() throws InterruptedException {
        learner.getFirst().destroy();
        assertTrue(learner.getFirst().waitFor(60, TimeUnit.SECONDS), "the learner must end");
        assertEquals(128 + 15, learner.getFirst().exitValue(), this::learnerWords);
        assertTrue(Files.exists(figures()), this::learnerWords);
    }

    /// Asks the robot to end, which it does with its figures written.
    ///
    /// @return what it says of its life
    RobotHealth endRobot() throws IOException, InterruptedException {
        requireAlive();
        robot.getFirst().destroy();
        assertTrue(robot.getFirst().waitFor(60, TimeUnit.SECONDS), "the robot must end");
        assertEquals(128 + 15, robot.getFirst().exitValue(), this::robotWords);
        return lives.ended(robotFigures());
    }

    /// Nobody ends but who is killed, and a robot whose machine had no time for it: its gate stops it then, as it
    /// should, and somebody starts it again.
    void requireAlive() throws IOException {
        assertTrue(learner.getFirst().isAlive(), () -> "the learner ended: " + text(learnerOutputs.getLast()));
        if (!robot.getFirst().isAlive()
                && lives.now().isPresent()
                && robotWords().contains(NO_TIME)) {
            lives.ended(robotFigures());
            stops++;
            begin(life);
        }
        assertTrue(robot.getFirst().isAlive(), () -> "the robot ended: " + robotWords());
    }

    /// {@return how often the robot's gate stopped it because its policy was late}
    int stops() {
        return stops;
    }

    private String robotWords() {
        return text(robotOutputs.getLast());
    }

    /// {@return what the learners said}
    String learnerWords() {
        StringBuilder all = new StringBuilder();
        learnerOutputs.forEach(output -> all.append(text(output)));
        return all.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void keep() {
        try {
            while (true) {
                try (var files = Files.newDirectoryStream(logs(), "learner-*.log")) {
                    for (Path file : files) {
                        keep(file);
                    }
                }
                Thread.sleep(50); // a log lives for 3000 steps, half a minute
            }
        } catch (IOException | InterruptedException e) {
            // the bench has ended
        }
    }

    private void keep(Path file) throws IOException {
        try {
            Files.createLink(kept().resolve(file.getFileName()), file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // it is kept already, or went between the two calls after it was kept
        }
    }

    @Override
    public void close() throws IOException {
        learner.forEach(Process::destroyForcibly);
        robot.forEach(Process::destroyForcibly);
        keeping.interrupt();
        learnerLink.close();
        robotLink.close();
        broker.close();
    }
}
