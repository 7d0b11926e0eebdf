package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every bit of a learner after a few updates, as a number that was written down: whoever changes it changes what the
/// same settings and the same seed train, and what a checkpoint holds.
class OnPolicyBitsTest {
    private static final int UPDATES = 5;

    @ParameterizedTest
    @CsvSource({
        "acktr, 2, a702722f28d7d2c6",
        "npg, 2, 45d4050caa99e23f",
        "pg, 2, 4eaf481c84d51106",
        "ppo, 2, 2a4ba152539b8a0d",
        "ppo-kl, 2, 4b4995b68c9ed5ae",
        "trpo, 2, 47f3cfa24391ccaa",
        "acktr, 17, 6443e74855cc16e9",
        "ppo, 17, 4d3b24f69a70c6d6",
        "trpo, 17, 537a5ab6ee9420d9"
    })
    void theSameSettingsKeepTheirBits(String algorithm, int actions, String golden) throws Exception {
        assertEquals(golden, print(algorithm, actions));
    }

    private static String print(String algorithm, int actions) throws IOException, NoSuchAlgorithmException {
        String settings = OnPolicySettings.of(algorithm, 32, true);
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, new DraggedWorlds(4, actions), 11)) {
            for (int i = 0; i < UPDATES; i++) {
                training.round((double) i / UPDATES);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            training.learner.save(new DataOutputStream(bytes));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return HexFormat.of().formatHex(digest, 0, 8);
        }
    }
}
