package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.Allocated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepAllocationTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<String> algorithms() {
        return Algorithms.all().stream().map(Algorithm::name);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aStepAllocatesNextToNothing(String algorithm) throws IOException {
        double bytes = Allocated.least(
                StepAllocation.MOST,
                () -> StepAllocation.bytes(algorithm, folder),
                StepAllocation.class,
                algorithm,
                folder.toString());

        assertTrue(bytes <= StepAllocation.MOST, "bytes of a step were " + bytes + " at last");
    }
}
