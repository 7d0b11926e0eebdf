package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.ContractFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every field of contract and manifest is changed one by one. Hashes and signature are made anew for each mutant, by
/// a key that the robot trusts, so that only the check of the field itself can refuse it.
class MutationTest {
    private final List<String> survivors = new ArrayList<>();
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    @Test
    void noMutantOfTheContractIsAccepted() {
        List<String> mutants = Mutants.of(ContractFormat.write(SampleBundle.contract()));
        for (String mutant : mutants) {
            judge(mutant, SampleBundle.signedWith(BundleWriter.CONTRACT, mutant));
        }

        assertEquals(List.of(), survivors);
        assertEquals(EnumSet.of(Reason.CONTENT, Reason.MISMATCH, Reason.NORMALIZATION), reasons);
        assertTrue(mutants.size() > 1000, () -> "mutants must be many, was " + mutants.size());
    }

    @Test
    void noMutantOfTheManifestIsAccepted() {
        List<String> mutants =
                Mutants.of(SampleBundle.manifest(SampleBundle.contents()).write());
        for (String mutant : mutants) {
            judge(mutant, BundleWriter.pack(mutant, Optional.of(SampleBundle.KEY), SampleBundle.contents()));
        }

        assertEquals(List.of(), survivors);
        assertEquals(EnumSet.of(Reason.CONTENT, Reason.HASH, Reason.UNKNOWN_KEY, Reason.MISMATCH), reasons);
        assertTrue(mutants.size() > 300, () -> "mutants must be many, was " + mutants.size());
    }

    @Test
    void theBundleThatIsNoMutantIsAccepted() {
        judge(
                "the original",
                SampleBundle.signedWith(BundleWriter.CONTRACT, ContractFormat.write(SampleBundle.contract())));

        assertEquals(List.of("the original"), survivors);
    }

    private void judge(String mutant, byte[] bundle) {
        try {
            SampleBundle.reader().read(bundle);
            survivors.add(mutant);
        } catch (BundleRefusedException refused) {
            reasons.add(refused.reason());
            assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
        }
    }
}
