package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.OnnxWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of the README's table "When something is wrong" that the robot's commands own: what is said, in one line,
/// and the exit code.
class BadInputTest {
    private static final byte[] MODEL = OnnxWriter.network(3, "Relu", 9, 16, 2);
    private static final Tasks TASKS = new Tasks(ConfigFiles.shipped());

    @TempDir
    Path folder = Path.of("");

    private CommandBench bench = new CommandBench(folder);
    private SigningKey key = SigningKey.create();

    @BeforeEach
    void trustAKey() {
        bench = new CommandBench(folder);
        assertEquals(ExitCode.OK, bench.run("keys", "create", "me"));
        assertEquals(ExitCode.OK, bench.run("keys", "trust", "me", "--deployment", "balancer"));
        key = new Keys(folder.resolve("keys")).load("me");
    }

    @Test
    void aGoodBundlePassesSoThatTheRefusalsBelowMeanSomething() throws IOException {
        Path json = folder.resolve("figures.json");
        int code = bench.run(check(writer(MODEL).signed(key), "--json", json.toString()));

        assertEquals("", bench.err());
        assertEquals(ExitCode.OK, code);
        assertTrue(bench.out().contains("may run on balancer\n"), bench.out());
        assertTrue(bench.out().contains("by trusted key " + key.trustedKey().id()), bench.out());
        assertTrue(Files.readString(json).contains("\"golden_vectors\": 1"), Files.readString(json));
    }

    @Test
    void anUnknownKeyOfAFileIsNamedWithItsLine() throws IOException {
        String robot = ConfigFiles.shipped().text("robots/balancer/robot.yaml");
        Path own = bench.file("robots/balancer/robot.yaml", robot + "wheels: 2\n");
        long line = robot.lines().count() + 1;

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                own + ":" + line
                        + ": key 'wheels' is not known here; known: name, rate, joints, attitude, safety, arming",
                check(writer(MODEL).signed(key)));
    }

    @Test
    void aValueOfAnotherTypeIsNamedWithItsLine() throws IOException {
        String robot = ConfigFiles.shipped().text("robots/balancer/robot.yaml");
        Path own = bench.file("robots/balancer/robot.yaml", robot.replace("rate: 100 Hz", "rate: fast"));

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                own + ":5: key 'rate' must be 1 Hz to 1000 Hz, a number with its unit (Hz, kHz), was 'fast'",
                check(writer(MODEL).signed(key)));
    }

    @Test
    void aBundleForAnotherRobotIsRefused() throws IOException {
        for (String name : new String[] {"robot.yaml", "wiring.yaml", "model.xml"}) {
            String text = ConfigFiles.shipped().text("robots/balancer/" + name);
            bench.file("robots/tall/" + name, text.replace("name: balancer", "name: tall"));
        }
        String deployment = Files.readString(folder.resolve("deployment/balancer.yaml"));
        bench.file("deployment/tall.yaml", deployment.replace("robot: balancer", "robot: tall"));
        Path bundle = bench.file("a.bundle", writer(MODEL).signed(key));

        bench.assertRefused(
                ExitCode.REFUSED,
                "bundle must be for the robot 'tall', was for 'balancer'",
                "check",
                bundle.toString(),
                "--robot",
                "tall");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void anUnknownRobotIsRefusedWithTheKnownOnes(String command) throws IOException {
        Path bundle = bench.file("a.bundle", writer(MODEL).signed(key));

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "robot must be one of balancer, furuta, was 'balancr'",
                command,
                bundle.toString(),
                "--robot",
                "balancr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void aMissingBundleIsNamed(String command) {
        Path missing = folder.resolve("none.bundle");

        bench.assertRefused(
                ExitCode.NO_INPUT, "no such file: " + missing, command, missing.toString(), "--robot", "balancer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void aFolderIsNoBundle(String command) {
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "bundle must be a file, was the folder " + folder,
                command,
                folder.toString(),
                "--robot",
                "balancer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void aFileThatIsNoZipIsRefused(String command) throws IOException {
        Path file = bench.file("a.bundle", "a text, no zip file");

        bench.assertRefused(
                ExitCode.REFUSED,
                "bundle does not start as a zip file",
                command,
                file.toString(),
                "--robot",
                "balancer");
    }

    @Test
    void aMissingBusDeviceIsNamedBeforeAnythingMoves() throws IOException {
        Path bundle = bench.file("a.bundle", writer(MODEL).signed(key));

        bench.assertRefused( // below a root without /dev
                ExitCode.UNAVAILABLE,
                "no GPIO chip of a Raspberry Pi header among " + folder + "/dev/gpiochip*: the label must be one of"
                        + " [pinctrl-bcm2711, pinctrl-bcm2835, pinctrl-rp1], were []",
                "run",
                bundle.toString(),
                "--robot",
                "balancer");
    }

    @Test
    void anUnsignedBundleNeverRunsOnARealRobot() throws IOException {
        Path bundle = bench.file("a.bundle", writer(MODEL).unsigned());

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--allow-unsigned must come with --emulated, came without",
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--allow-unsigned");
    }

    @Test
    void aFlightRecordThatCannotBeWrittenIsNamedBeforeAnythingMoves() throws IOException {
        Path bundle = bench.file("a.bundle", writer(MODEL).signed(key));
        Path record = folder.resolve("missing/flight.mcap");

        bench.assertRefused(
                ExitCode.CANNOT_WRITE,
                "cannot write the flight record: no such folder for " + record,
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--record",
                record.toString());
        bench.assertRefused(
                ExitCode.CANNOT_WRITE,
                "flight record " + bundle + " exists already: name another file",
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--record",
                bundle.toString());
    }

    @Test
    void aTruncatedBundleIsRefused() throws IOException {
        byte[] whole = writer(MODEL).signed(key);

        int code = bench.run(check(Arrays.copyOf(whole, whole.length - 100)));
        assertTrue(bench.err().startsWith("sinew: bundle is truncated: "), bench.err());
        assertOneLine();
        assertEquals(ExitCode.REFUSED, code);
    }

    @Test
    void aFileInsideThatIsNotTheOneOfTheManifestIsRefused() throws IOException {
        byte[] bundle = writer(MODEL).signed(key);
        byte[] other = MODEL.clone();
        other[other.length / 2] ^= 1;

        int code = bench.run(check(exchanged(bundle, MODEL, other)));
        assertTrue(bench.err().startsWith("sinew: policy.onnx must have the SHA-256 "), bench.err());
        assertOneLine();
        assertEquals(ExitCode.REFUSED, code);
    }

    @Test
    void anUnsignedBundleIsRefusedUnlessTheUserSaysSo() throws IOException {
        byte[] unsigned = writer(MODEL).unsigned();
        bench.assertRefused(
                ExitCode.REFUSED,
                "bundle must be signed by one of the trusted keys ["
                        + key.trustedKey().id() + "], was unsigned",
                check(unsigned));

        assertEquals(ExitCode.OK, bench.run(check(unsigned, "--allow-unsigned")));
        assertTrue(bench.err().contains("WARNING"), bench.err());
    }

    @Test
    void aKeyThatTheRobotDoesNotTrustIsNamed() throws IOException {
        SigningKey stranger = SigningKey.create();

        bench.assertRefused(
                ExitCode.REFUSED,
                "bundle must be signed by one of the trusted keys ["
                        + key.trustedKey().id() + "], was key "
                        + stranger.trustedKey().id(),
                check(writer(MODEL).signed(stranger)));
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws IOException {
        byte[] poisoned = begun().constant("w", new float[] {Float.NaN}, 1)
                .node("Mul", "action", "c", "w")
                .model(9, 2);

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "weights must be finite, 'w' [1] holds NaN at index 0",
                check(writer(poisoned, silent()).signed(key)));
    }

    @Test
    void anotherShapeOfTheOnnxFileIsRefused() throws IOException {
        byte[] wide = begun().node("Relu", "action", "c").model(9, 9);

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "'action' must have shape [N, 2], was [N, 9]",
                check(writer(wide, silent()).signed(key)));
    }

    @Test
    void aBrokersAddressThatIsNoneIsRefused() throws IOException {
        Path bundle = bench.file("a.bundle", writer(MODEL).signed(key));
        for (String address : new String[] {"host", "host:1883", "tcp://host", "http://host:1883"}) {
            bench.assertRefused(
                    ExitCode.BAD_INPUT,
                    "--mqtt must be tcp://host:port or ssl://host:port, was '" + address + "'",
                    "run",
                    bundle.toString(),
                    "--robot",
                    "balancer",
                    "--mqtt",
                    address);
        }
    }

    @Test
    void aTakenKeyNameIsRefused() {
        int code = bench.run("keys", "create", "me");
        assertTrue(bench.err().startsWith("sinew: key name must be free, was 'me'"), bench.err());
        assertEquals(ExitCode.BAD_INPUT, code);
    }

    @Test
    void aFigureFileThatCannotBeWrittenIsNamed() throws IOException {
        Path file = folder.resolve("missing/figures.json");

        bench.assertRefused(
                ExitCode.CANNOT_WRITE,
                "cannot write the figures: no such folder for " + file,
                check(writer(MODEL).signed(key), "--json", file.toString()));
        assertEquals("", bench.out(), "refused before the work");
    }

    private String[] check(byte[] bundle, String... more) throws IOException {
        Path file = bench.file("a.bundle", bundle);
        String[] first = {"check", file.toString(), "--robot", "balancer"};
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private void assertOneLine() {
        assertEquals(1, bench.err().lines().count(), bench.err());
        assertFalse(bench.err().contains("\tat "), bench.err());
    }

    private static BundleWriter writer(byte[] model) {
        Policy policy = JavaPolicy.compile(model, 9, 2);
        float[] action = new float[2];
        policy.act(new float[9], action);
        return writer(model, new GoldenVectors(new float[9], action, 1, 1e-5));
    }

    private static BundleWriter writer(byte[] model, GoldenVectors golden) {
        return new BundleWriter(
                TASKS.task("balancer").contract().with(new OnnxNormalization().of(model)), model, golden);
    }

    private static GoldenVectors silent() {
        return new GoldenVectors(new float[9], new float[2], 1, 1e-5);
    }

    private static OnnxWriter begun() {
        float[] ones = new float[9];
        Arrays.fill(ones, 1);
        return new OnnxWriter()
                .constant("mean", new float[9], 9)
                .constant("std", ones, 9)
                .constant("low", new float[] {-10})
                .constant("high", new float[] {10})
                .node("Sub", "a", "observation", "mean")
                .node("Div", "b", "a", "std")
                .node("Clip", "c", "b", "low", "high");
    }

    /// {@return a zip file with one stored file exchanged for another of the same length, checksums set right}
    private static byte[] exchanged(byte[] zip, byte[] before, byte[] after) {
        byte[] changed = zip.clone();
        replace(changed, before, after);
        byte[] sum = checksum(before);
        while (indexOf(changed, sum) >= 0) { // in the file's own header and in the directory
            replace(changed, sum, checksum(after));
        }
        return changed;
    }

    private static void replace(byte[] bytes, byte[] before, byte[] after) {
        System.arraycopy(after, 0, bytes, indexOf(bytes, before), after.length);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array();
    }
}
