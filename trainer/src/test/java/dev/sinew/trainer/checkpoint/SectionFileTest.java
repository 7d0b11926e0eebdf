package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionFileTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writesTwoSections() throws IOException {
        file = folder.resolve("step.checkpoint");
        new SectionFile.Writer()
                .section("loop", out -> out.writeShort(0x1234))
                .section("α", out -> out.writeByte(7))
                .write(file);
    }

    @Test
    void hasTheLayoutThatIsDrawn() throws Exception {
        // magic | version | sections | 4 "loop" | 2 bytes | 2 "α" in UTF-8 | 1 byte
        byte[] drawn = HexFormat.of()
                .parseHex("53494e4557434b50" + "00000002" + "00000002"
                        + "0004" + "6c6f6f70" + "0000000000000002" + "1234"
                        + "0002" + "ceb1" + "0000000000000001" + "07");
        byte[] bytes = Files.readAllBytes(file);

        assertArrayEquals(drawn, Arrays.copyOf(bytes, bytes.length - 32));
        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(drawn),
                Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length));
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        SectionFile sections = SectionFile.read(file);

        sections.section("α", in -> assertEquals(7, in.readByte()));
        sections.section("loop", in -> assertEquals(0x1234, in.readShort()));
    }

    @Test
    void refusesAChangeOfAnyByte() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x40;
            Files.write(file, changed);

            assertThrows(RunFolderException.class, () -> SectionFile.read(file), "byte " + i);
        }
    }

    @Test
    void refusesToBeCutAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));

            assertThrows(RunFolderException.class, () -> SectionFile.read(file), "cut to " + length);
        }
    }

    @Test
    void refusesAnotherVersionByItsNumber() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[11] = 3;
        Files.write(file, bytes);

        assertEquals(
                file + " must be of checkpoint version 2, was 3: written by another release",
                assertThrows(RunFolderException.class, () -> SectionFile.read(file))
                        .getMessage());
    }

    @Test
    void refusesAReaderThatWantsMoreOrLess() throws IOException {
        SectionFile sections = SectionFile.read(file);

        assertEquals(
                "section `loop` of " + file
                        + " does not fit: it is shorter than expected; another release of Sinew wrote it:"
                        + " go on with that one, or train anew in another folder",
                assertThrows(RunFolderException.class, () -> sections.section("loop", in -> in.readLong()))
                        .getMessage());
        assertEquals(
                "section `loop` of " + file
                        + " does not fit: 1 of its 2 bytes are left over; another release of Sinew wrote it:"
                        + " go on with that one, or train anew in another folder",
                assertThrows(RunFolderException.class, () -> sections.section("loop", in -> in.readByte()))
                        .getMessage());
        assertEquals(
                file
                        + " must have a section `learner`, has none: another release of Sinew wrote it:"
                        + " go on with that one, or train anew in another folder",
                assertThrows(RunFolderException.class, () -> sections.section("learner", in -> {}))
                        .getMessage());
    }

    @Test
    void keepsTheOldFileAndNoPartWhenWritingFails() throws IOException {
        byte[] before = Files.readAllBytes(file);

        RunFolderException thrown = assertThrows(
                RunFolderException.class,
                () -> AtomicFile.write(file, out -> {
                    out.writeLong(1);
                    throw new IOException("No space left on device");
                }));

        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.startsWith("cannot write " + file + ": No space left on device ("), message);
        assertTrue(message.endsWith(" MB free there)"), message);
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
