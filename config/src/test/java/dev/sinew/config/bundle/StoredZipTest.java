package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
    /// One file `a` that holds `123456789`, whose CRC-32 is the check value CBF43926 of every CRC catalogue. Written
    /// by hand from PKWARE APPNOTE 6.3.10.
    private static final byte[] GOLDEN = HexFormat.of().parseHex("""
                    504B0304 0A00 0000 0000 0000 2100 2639F4CB 09000000 09000000 0100 0000 61 313233343536373839
                    504B0102 0A00 0A00 0000 0000 0000 2100 2639F4CB 09000000 09000000 0100 0000 0000 0000 0000
                    00000000 00000000 61
                    504B0506 0000 0000 0100 0100 2F000000 28000000 0000
                    """.replaceAll("\\s", ""));

    private static SequencedMap<String, byte[]> file() {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("a", "123456789".getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    @Test
    void writesTheBytesOfTheFormat() {
        assertEquals(HexFormat.of().formatHex(GOLDEN), HexFormat.of().formatHex(StoredZip.write(file())));
    }

    @Test
    void readsTheBytesOfTheFormat() {
        SequencedMap<String, byte[]> files = StoredZip.read(GOLDEN, Set.of("a"));

        assertEquals(Set.of("a"), files.keySet());
        assertArrayEquals(file().get("a"), files.get("a"));
    }

    @Test
    void otherZipReadersSeeTheSameFiles(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), StoredZip.write(file()));

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertArrayEquals(
                    file().get("a"), zip.getInputStream(zip.getEntry("a")).readAllBytes());
        }
    }
}
