package dev.sinew.config.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.zip.CRC32;

/// A zip file in the one form that a bundle has: files stored as they are, no dates, no comments, nothing between the
/// parts. Equal files make equal bytes, and every other form is refused, so that no two readers can see different
/// files in one bundle. Any zip program opens it. Numbers are little-endian (PKWARE APPNOTE 6.3.10, sections in
/// brackets):
///
/// ```text
/// for each file   local header (4.3.7)
///                 50 4B 03 04 │ version 10:2 │ flags 0:2 │ method 0:2 │ time 0:2 │ date 0x21:2 │ CRC-32:4
///                 size:4 │ size:4 │ name length:2 │ extra 0:2 │ name │ the file's bytes
/// for each file   central header (4.3.12)
///                 50 4B 01 02 │ made by 10:2 │ version 10:2 │ flags 0:2 │ method 0:2 │ time 0:2 │ date 0x21:2
///                 CRC-32:4 │ size:4 │ size:4 │ name length:2 │ extra 0:2 │ comment 0:2 │ disk 0:2 │ attributes 0:6
///                 offset of its local header:4 │ name
/// at the end      end record (4.3.16)
///                 50 4B 05 06 │ disks 0:4 │ files:2 │ files:2 │ size of the central headers:4 │ their offset:4
///                 comment 0:2
/// ```
final class StoredZip {
    private static final int LOCAL = 0x04034B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int END = 0x06054B50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final short VERSION = 10;
    private static final short FIRST_DAY = 0x21; // 1 January 1980, the earliest date of the format

    private StoredZip() {}

    /// {@return the zip file}
    ///
    /// @param files by name, in their order; names are ASCII
    static byte[] write(SequencedMap<String, byte[]> files) {
        int size = END_BYTES;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            size += LOCAL_BYTES + CENTRAL_BYTES + 2 * file.getKey().length() + file.getValue().length;
        }
        ByteBuffer zip = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            offsets.put(name, zip.position());
            zip.putInt(LOCAL);
            header(zip, name, content);
            zip.put(ascii(name)).put(content);
        });
        int central = zip.position();
        files.forEach((name, content) -> {
            zip.putInt(CENTRAL).putShort(VERSION);
            header(zip, name, content);
            zip.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            zip.putInt(offsets.getOrDefault(name, 0)).put(ascii(name));
        });
        int end = zip.position();
        zip.putInt(END).putInt(0);
        zip.putShort((short) files.size()).putShort((short) files.size());
        zip.putInt(end - central).putInt(central).putShort((short) 0);
        return zip.array();
    }

    private static void header(ByteBuffer zip, String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        zip.putShort(VERSION).putShort((short) 0).putShort((short) 0);
        zip.putShort((short) 0).putShort(FIRST_DAY);
        zip.putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
        zip.putShort((short) name.length()).putShort((short) 0);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /// {@return the files by name, in their order; names and contents are still to be judged}
    ///
    /// @param bytes of the zip file
    /// @param known the names that may stand in it
    static SequencedMap<String, byte[]> read(byte[] bytes, Set<String> known) {
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (zip.remaining() < LOCAL_BYTES || zip.getInt(0) != LOCAL) {
            throw damaged("does not start as a zip file");
        }
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        while (zip.remaining() >= LOCAL_BYTES && zip.getInt(zip.position()) == LOCAL) {
            String name = name(zip, known);
            if (files.put(name, content(zip, name)) != null) {
                throw damaged("holds '" + name + "' twice");
            }
        }
        byte[] canonical = write(files);
        if (!Arrays.equals(bytes, canonical)) {
            String how =
                    bytes.length < canonical.length ? "is truncated" : "is altered or was packed by another program";
            throw damaged(how + ": its files make " + canonical.length + " bytes, was " + bytes.length
                    + ", first difference at byte " + Arrays.mismatch(bytes, canonical));
        }
        return files;
    }

    private static String name(ByteBuffer zip, Set<String> known) {
        int length = Short.toUnsignedInt(zip.getShort(zip.position() + 26));
        int start = zip.position() + LOCAL_BYTES;
        if (length > zip.limit() - start) {
            throw damaged("is truncated within the name of a file");
        }
        byte[] name = new byte[Math.min(length, 64)];
        zip.get(start, name);
        String text = new String(name, StandardCharsets.US_ASCII);
        if (!known.contains(text)) {
            throw damaged("holds '" + text.replaceAll("[^ -~]", "?") + "', which is no part of a bundle");
        }
        return text;
    }

    /// Reads one file and moves on behind it.
    private static byte[] content(ByteBuffer zip, String name) {
        int method = Short.toUnsignedInt(zip.getShort(zip.position() + 8));
        if (method != 0) {
            throw damaged("must store '" + name + "' as it is (method 0), was method " + method);
        }
        long size = Integer.toUnsignedLong(zip.getInt(zip.position() + 22));
        int start = zip.position() + LOCAL_BYTES + name.length();
        if (size > zip.limit() - start) {
            throw damaged("is truncated: '" + name + "' must have " + size + " bytes, was " + (zip.limit() - start));
        }
        byte[] content = new byte[(int) size];
        zip.get(start, content);
        zip.position(start + content.length);
        return content;
    }

    private static BundleRefusedException damaged(String what) {
        return new BundleRefusedException(Reason.DAMAGED, "bundle " + what);
    }
}
