package dev.sinew.config.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.DocumentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentsTest {
    private final TrustedKey key = SigningKey.create().trustedKey();
    private final Path folder;
    private final Deployments deployments;

    DeploymentsTest(@TempDir Path folder) {
        this.folder = folder;
        this.deployments = new Deployments(ConfigFiles.over(folder));
    }

    private Path write(String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("deployment")).resolve("balancer.yaml");
        return Files.writeString(file, text);
    }

    private String refusal(String text) throws IOException {
        Path file = write(text);
        String message = assertThrows(DocumentException.class, () -> deployments.deployment("balancer"))
                .getMessage();
        return message.replace(file.toString(), "file");
    }

    @Test
    void aFileThatSaysHowARealityDiffersIsNoDeployment() {
        assertEquals(
                List.of("balancer", "furuta"), deployments.names()); // heavy-pendulum, late, worn-motor lie there too
    }

    @Test
    void shipsABalancerThatTrustsNobody() {
        assertEquals(
                new Deployment("balancer", List.of(), Optional.empty(), Path.of("records")),
                deployments.deployment("balancer"));
    }

    @Test
    void readsKeysAndBroker() throws IOException {
        write("robot: balancer\nrecords: /var/lib/sinew\nmqtt: ssl://broker.local:8883\ntrusted_keys:\n  " + key.id()
                + ": " + key.text() + "\n");

        assertEquals(
                new Deployment(
                        "balancer",
                        List.of(key),
                        Optional.of(URI.create("ssl://broker.local:8883")),
                        Path.of("/var/lib/sinew")),
                deployments.deployment("balancer"));
    }

    @Test
    void refusesAKeyUnderAnotherId() throws IOException {
        assertEquals(
                "file:4: key 'trusted_keys.0123456789abcdef' must be the key with this id, was key " + key.id(),
                refusal("robot: balancer\nrecords: r\ntrusted_keys:\n  0123456789abcdef: " + key.text() + "\n"));
        assertEquals(
                "file:4: key 'trusted_keys.aa' must be a public key: "
                        + "public key must be Ed25519 as base64, 60 characters, was 'hello'",
                refusal("robot: balancer\nrecords: r\ntrusted_keys:\n  aa: hello\n"));
    }

    @Test
    void refusesAnAddressThatIsNoBroker() throws IOException {
        assertEquals(
                "file:2: key 'mqtt' must be tcp://host:port or ssl://host:port, was 'broker'",
                refusal("robot: balancer\nmqtt: broker\nrecords: r\ntrusted_keys: {}\n"));
    }

    @Test
    void namesTheKnownDeploymentsWhenOneIsUnknown() {
        assertEquals(
                "deployment must be one of balancer, furuta, was 'duck'",
                assertThrows(IllegalArgumentException.class, () -> deployments.deployment("duck"))
                        .getMessage());
    }

    @Test
    void trustsAKeyInACopyOfTheShippedFile() throws IOException {
        TrustedKey other = SigningKey.create().trustedKey();

        Path file = deployments.trust(folder, "balancer", key);
        deployments.trust(folder, "balancer", other);
        deployments.trust(folder, "balancer", key);

        assertEquals(folder.resolve("deployment/balancer.yaml"), file);
        assertEquals(List.of(other, key), deployments.deployment("balancer").trustedKeys());
        String shipped = ConfigFiles.shipped().text("deployment/balancer.yaml");
        List<String> comments =
                shipped.lines().filter(line -> line.contains("#")).toList();
        assertEquals(
                comments.size(),
                Files.readString(file)
                        .lines()
                        .filter(line -> line.contains("#"))
                        .count(),
                "comments stay");
        assertTrue(ConfigFiles.shipped().text("deployment/balancer.yaml").equals(shipped));
    }

    @Test
    void refusesToTrustInAFileThatItCannotEdit() throws IOException {
        Path file = write("{robot: balancer, records: r, trusted_keys: {}}\n");

        assertEquals(
                file + " must have a line 'trusted_keys:' to add a key below it, had none",
                assertThrows(IllegalArgumentException.class, () -> deployments.trust(folder, "balancer", key))
                        .getMessage());
    }
}
