package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DamagedBundleTest {
    private static final byte[] WHOLE = SampleBundle.writer().signed(SampleBundle.KEY);

    @Test
    void isRefusedWhereverItIsTruncated() {
        for (int length = 0; length < WHOLE.length; length++) {
            byte[] part = Arrays.copyOf(WHOLE, length);

            assertEquals(Reason.DAMAGED, refusal(part).reason());
        }
    }

    @Test
    void isRefusedWhicheverByteIsChanged() {
        for (int at = 0; at < WHOLE.length; at++) {
            byte[] changed = WHOLE.clone();
            changed[at] ^= 0x10;

            refusal(changed);
        }
    }

    @Property(tries = 300)
    void isRefusedWithBytesPutInOrTakenOut(
            @ForAll @IntRange(min = 0, max = 5000) int at,
            @ForAll @IntRange(min = 0, max = 40) int taken,
            @ForAll @Size(max = 40) byte[] put) {
        int start = at % WHOLE.length;
        int end = Math.min(WHOLE.length, start + taken);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(WHOLE, 0, start);
        changed.writeBytes(put);
        changed.write(WHOLE, end, WHOLE.length - end);

        if (!Arrays.equals(WHOLE, changed.toByteArray())) {
            refusal(changed.toByteArray());
        }
    }

    @Property(tries = 300)
    void noBytesFailOtherwiseThanByRefusal(@ForAll byte[] bytes) {
        assertEquals(Reason.DAMAGED, refusal(bytes).reason());
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.write(WHOLE, 0, 26);
        zip.writeBytes(bytes);
        assertEquals(Reason.DAMAGED, refusal(zip.toByteArray()).reason());
    }

    @Test
    void saysHowItIsTruncated() {
        assertEquals(
                "bundle is truncated: 'manifest.json' must have " + manifestSize() + " bytes, was 57",
                refusal(Arrays.copyOf(WHOLE, 100)).getMessage()); // 30 bytes of header and 13 of name before
        assertEquals(
                "bundle is truncated: its files make " + WHOLE.length + " bytes, was " + (WHOLE.length - 1)
                        + ", first difference at byte " + (WHOLE.length - 1),
                refusal(Arrays.copyOf(WHOLE, WHOLE.length - 1)).getMessage());
        assertEquals("bundle does not start as a zip file", refusal(new byte[0]).getMessage());
    }

    private static int manifestSize() {
        return SampleBundle.manifest(SampleBundle.contents()).write().length();
    }

    @Test
    void refusesBytesBehindItsEnd() {
        assertTrue(refusal(Arrays.copyOf(WHOLE, WHOLE.length + 1))
                .getMessage()
                .startsWith("bundle is altered or was packed by another program: its files make "));
    }

    @Test
    void refusesAFileThatStandsTwice() {
        // two entries of one name: the second would hide behind the first in another reader
        byte[] one = StoredZip.write(files("manifest.json", "{}"));
        byte[] entry = Arrays.copyOf(one, 30 + 13 + 2);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(entry);
        twice.writeBytes(one);

        assertEquals(
                "bundle holds 'manifest.json' twice",
                refusal(twice.toByteArray()).getMessage());
    }

    @Test
    void refusesNamesThatAreNoPartOfABundle() {
        assertEquals(
                "bundle holds '../../etc/passwd', which is no part of a bundle",
                refusal(StoredZip.write(files("../../etc/passwd", "x"))).getMessage());
        assertEquals(
                "bundle holds 'manifest.json?', which is no part of a bundle",
                refusal(StoredZip.write(files("manifest.json\n", "x"))).getMessage());
    }

    @Test
    void refusesCompressedFiles() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("{}".getBytes(StandardCharsets.US_ASCII));
        }

        assertEquals(
                "bundle must store 'manifest.json' as it is (method 0), was method 8",
                refusal(out.toByteArray()).getMessage());
    }

    @Test
    void refusesABundleThatLacksAFile() {
        SequencedMap<String, byte[]> contents = SampleBundle.contents();
        String manifest = SampleBundle.manifest(contents).write();
        contents.remove(BundleWriter.GOLDEN);

        assertEquals(
                "bundle must hold golden.json, was missing",
                refusal(BundleWriter.pack(manifest, Optional.of(SampleBundle.KEY), contents))
                        .getMessage());
    }

    private static SequencedMap<String, byte[]> files(String name, String content) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put(name, content.getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    private static BundleRefusedException refusal(byte[] bundle) {
        return assertThrows(
                BundleRefusedException.class, () -> SampleBundle.reader().read(bundle));
    }
}
