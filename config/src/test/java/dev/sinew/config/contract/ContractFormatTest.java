package dev.sinew.config.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.task.Tasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractFormatTest {
    private final PolicyContract contract =
            new Tasks(ConfigFiles.shipped()).task("balancer").contract();

    @Test
    void readsBackWhatItWrote() {
        String text = ContractFormat.write(contract);

        assertEquals(contract, ContractFormat.read("contract.json", text));
    }

    @Test
    void refusesEveryContractThatLacksALine() {
        List<String> lines = ContractFormat.write(contract).lines().toList();
        for (int left = 0; left < lines.size(); left++) {
            List<String> others = new ArrayList<>(lines);
            String line = others.remove(left);

            assertThrows(
                    DocumentException.class,
                    () -> ContractFormat.read("contract.json", String.join("\n", others) + "\n"),
                    "without line " + left + ": " + line);
        }
    }

    @Test
    void refusesAnUnknownField() {
        String text = ContractFormat.write(contract).replace("\"version\": 1,", "\"version\": 1,\n  \"gain\": 3,");

        assertEquals(
                "contract.json:3: key 'gain' is not known here; known: version, robot, normalization, task, "
                        + "delay_budget, joints, action, observation",
                refusal(text));
    }

    @Test
    void refusesAMissingFieldByItsName() {
        String text = ContractFormat.write(contract).replace("  \"delay_budget\": \"0.02 s\",\n", "");

        assertEquals("contract.json:1: key 'delay_budget' is missing", refusal(text));
    }

    @Test
    void refusesAnotherUnitOrFrameThanTheTerms() {
        String text = ContractFormat.write(contract);

        assertTrue(refusal(text.replaceFirst("\"unit\": \"rad\"", "\"unit\": \"deg\""))
                .endsWith("key 'observation[0].unit' must be 'rad', was 'deg'"));
        assertTrue(refusal(text.replaceFirst("\"frame\": \"base\"", "\"frame\": \"world\""))
                .endsWith("key 'observation[0].frame' must be 'base', was 'world'"));
    }

    private static String refusal(String text) {
        return assertThrows(DocumentException.class, () -> ContractFormat.read("contract.json", text))
                .getMessage();
    }

    @Test
    void namesTheFirstDifference() {
        String other = ContractFormat.write(contract)
                .replace("\"rate\": \"100.0 Hz\"", "\"rate\": \"50.0 Hz\"")
                .replace("\"history\": 1", "\"history\": 2")
                .replaceFirst("\"mean\": \\[[^]]*]", "\"mean\": [" + "0.0, ".repeat(17) + "0.0]")
                .replaceFirst("\"std\": \\[[^]]*]", "\"std\": [" + "1.0, ".repeat(17) + "1.0]");

        assertEquals(
                Optional.of("robot.rate: expected 100.0 Hz, found 50.0 Hz"),
                ContractFormat.firstDifference(contract, ContractFormat.read("contract.json", other)));
        assertEquals(Optional.empty(), ContractFormat.firstDifference(contract, contract));
    }

    @Test
    void leavesTheNormalizationToThePolicy() {
        Normalization other = new Normalization(Collections.nCopies(9, 0.5), Collections.nCopies(9, 2.0), 10);

        assertEquals(Optional.empty(), ContractFormat.firstDifference(contract, contract.with(other)));
    }
}
