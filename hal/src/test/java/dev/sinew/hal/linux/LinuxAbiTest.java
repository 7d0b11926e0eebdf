package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Request numbers and offsets against the macros and structure declarations of the kernel's headers, laid out by
/// the rules of the LP64 C ABI, which x86-64 and aarch64 share.
class LinuxAbiTest {
    private static final int IOW = 1;
    private static final int IOR = 2;
    private static final int IOWR = 3;

    // linux/i2c.h: struct i2c_msg { __u16 addr; __u16 flags; __u16 len; __u8 *buf; }
    private static final StructLayout I2C_MSG = c(
            JAVA_SHORT.withName("addr"),
            JAVA_SHORT.withName("flags"),
            JAVA_SHORT.withName("len"),
            ADDRESS.withName("buf"));

    // linux/i2c-dev.h: struct i2c_rdwr_ioctl_data { struct i2c_msg *msgs; __u32 nmsgs; }
    private static final StructLayout I2C_RDWR = c(ADDRESS.withName("msgs"), JAVA_INT.withName("nmsgs"));

    // linux/spi/spidev.h: struct spi_ioc_transfer
    private static final StructLayout SPI_TRANSFER = c(
            JAVA_LONG.withName("tx_buf"),
            JAVA_LONG.withName("rx_buf"),
            JAVA_INT.withName("len"),
            JAVA_INT.withName("speed_hz"),
            JAVA_SHORT.withName("delay_usecs"),
            JAVA_BYTE.withName("bits_per_word"),
            JAVA_BYTE.withName("cs_change"),
            JAVA_BYTE.withName("tx_nbits"),
            JAVA_BYTE.withName("rx_nbits"),
            JAVA_BYTE.withName("word_delay_usecs"),
            JAVA_BYTE.withName("pad"));

    // linux/gpio.h
    private static final StructLayout CHIP_INFO = c(text("name"), text("label"), JAVA_INT.withName("lines"));
    private static final StructLayout LINE_VALUES = c(JAVA_LONG.withName("bits"), JAVA_LONG.withName("mask"));
    private static final StructLayout LINE_ATTRIBUTE =
            c(JAVA_INT.withName("id"), JAVA_INT.withName("padding"), JAVA_LONG.withName("values"));
    private static final StructLayout CONFIG_ATTRIBUTE = c(LINE_ATTRIBUTE.withName("attr"), JAVA_LONG.withName("mask"));
    private static final StructLayout LINE_CONFIG = c(
            JAVA_LONG.withName("flags"),
            JAVA_INT.withName("num_attrs"),
            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
            MemoryLayout.sequenceLayout(10, CONFIG_ATTRIBUTE).withName("attrs"));
    private static final StructLayout LINE_REQUEST = c(
            MemoryLayout.sequenceLayout(64, JAVA_INT).withName("offsets"),
            text("consumer"),
            LINE_CONFIG.withName("config"),
            JAVA_INT.withName("num_lines"),
            JAVA_INT.withName("event_buffer_size"),
            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
            JAVA_INT.withName("fd"));
    private static final StructLayout LINE_INFO = c(
            text("name"),
            text("consumer"),
            JAVA_INT.withName("offset"),
            JAVA_INT.withName("num_attrs"),
            JAVA_LONG.withName("flags"),
            MemoryLayout.sequenceLayout(10, LINE_ATTRIBUTE).withName("attrs"),
            MemoryLayout.sequenceLayout(4, JAVA_INT).withName("padding"));

    /// A C structure: each member at a multiple of its alignment, the whole a multiple of the largest.
    private static StructLayout c(MemoryLayout... members) {
        List<MemoryLayout> padded = new ArrayList<>();
        long at = 0;
        long largest = 1;
        for (MemoryLayout member : members) {
            at = pad(padded, at, member.byteAlignment()) + member.byteSize();
            largest = Math.max(largest, member.byteAlignment());
            padded.add(member);
        }
        pad(padded, at, largest);
        return MemoryLayout.structLayout(padded.toArray(MemoryLayout[]::new));
    }

    private static long pad(List<MemoryLayout> members, long at, long alignment) {
        long gap = Math.floorMod(-at, alignment);
        if (gap > 0) {
            members.add(MemoryLayout.paddingLayout(gap));
        }
        return at + gap;
    }

    private static MemoryLayout text(String name) {
        return MemoryLayout.sequenceLayout(32, JAVA_BYTE).withName(name);
    }

    /// `_IOC` of `asm-generic/ioctl.h`: 8 bits of number, 8 of type, 14 of size, 2 of direction.
    private static long ioc(int direction, int type, int number, long size) {
        return (long) direction << 30 | size << 16 | (long) type << 8 | number;
    }

    private static long offset(StructLayout structure, String... path) {
        return structure.byteOffset(
                List.of(path).stream().map(PathElement::groupElement).toArray(PathElement[]::new));
    }

    @Test
    void spiRequestsAreWhatTheMacrosMake() {
        assertEquals(ioc(IOW, 'k', 1, 1), LinuxAbi.SPI_IOC_WR_MODE);
        assertEquals(ioc(IOW, 'k', 3, 1), LinuxAbi.SPI_IOC_WR_BITS_PER_WORD);
        assertEquals(ioc(IOW, 'k', 4, 4), LinuxAbi.SPI_IOC_WR_MAX_SPEED_HZ);
        assertEquals(ioc(IOW, 'k', 0, SPI_TRANSFER.byteSize()), LinuxAbi.SPI_IOC_MESSAGE_1);
    }

    @Test
    void gpioRequestsAreWhatTheMacrosMake() {
        assertEquals(ioc(IOR, 0xB4, 0x01, CHIP_INFO.byteSize()), LinuxAbi.GPIO_GET_CHIPINFO);
        assertEquals(ioc(IOWR, 0xB4, 0x05, LINE_INFO.byteSize()), LinuxAbi.GPIO_V2_GET_LINEINFO);
        assertEquals(ioc(IOWR, 0xB4, 0x07, LINE_REQUEST.byteSize()), LinuxAbi.GPIO_V2_GET_LINE);
        assertEquals(ioc(IOWR, 0xB4, 0x0E, LINE_VALUES.byteSize()), LinuxAbi.GPIO_V2_LINE_GET_VALUES);
        assertEquals(ioc(IOWR, 0xB4, 0x0F, LINE_VALUES.byteSize()), LinuxAbi.GPIO_V2_LINE_SET_VALUES);
    }

    @Test
    void i2cStructuresHaveTheirOffsets() {
        assertEquals(I2C_MSG.byteSize(), LinuxAbi.I2C_MSG_BYTES);
        assertEquals(offset(I2C_MSG, "addr"), LinuxAbi.I2C_MSG_ADDR);
        assertEquals(offset(I2C_MSG, "flags"), LinuxAbi.I2C_MSG_FLAGS);
        assertEquals(offset(I2C_MSG, "len"), LinuxAbi.I2C_MSG_LEN);
        assertEquals(offset(I2C_MSG, "buf"), LinuxAbi.I2C_MSG_BUF);
        assertEquals(I2C_RDWR.byteSize(), LinuxAbi.I2C_RDWR_BYTES);
        assertEquals(offset(I2C_RDWR, "msgs"), LinuxAbi.I2C_RDWR_MSGS);
        assertEquals(offset(I2C_RDWR, "nmsgs"), LinuxAbi.I2C_RDWR_NMSGS);
    }

    @Test
    void spiStructureHasItsOffsets() {
        assertEquals(SPI_TRANSFER.byteSize(), LinuxAbi.SPI_TRANSFER_BYTES);
        assertEquals(offset(SPI_TRANSFER, "tx_buf"), LinuxAbi.SPI_TX_BUF);
        assertEquals(offset(SPI_TRANSFER, "rx_buf"), LinuxAbi.SPI_RX_BUF);
        assertEquals(offset(SPI_TRANSFER, "len"), LinuxAbi.SPI_LEN);
        assertEquals(offset(SPI_TRANSFER, "speed_hz"), LinuxAbi.SPI_SPEED_HZ);
        assertEquals(offset(SPI_TRANSFER, "bits_per_word"), LinuxAbi.SPI_BITS_PER_WORD);
    }

    @Test
    void gpioStructuresHaveTheirOffsets() {
        PathElement firstAttribute = PathElement.sequenceElement(0);
        long attribute = LINE_REQUEST.byteOffset(
                PathElement.groupElement("config"), PathElement.groupElement("attrs"), firstAttribute);

        assertEquals(CHIP_INFO.byteSize(), LinuxAbi.GPIO_CHIPINFO_BYTES);
        assertEquals(offset(CHIP_INFO, "label"), LinuxAbi.GPIO_CHIPINFO_LABEL);
        assertEquals(LINE_INFO.byteSize(), LinuxAbi.GPIO_LINEINFO_BYTES);
        assertEquals(offset(LINE_INFO, "consumer"), LinuxAbi.GPIO_LINEINFO_CONSUMER);
        assertEquals(offset(LINE_INFO, "offset"), LinuxAbi.GPIO_LINEINFO_OFFSET);
        assertEquals(offset(LINE_INFO, "flags"), LinuxAbi.GPIO_LINEINFO_FLAGS);
        assertEquals(LINE_VALUES.byteSize(), LinuxAbi.GPIO_VALUES_BYTES);
        assertEquals(offset(LINE_VALUES, "bits"), LinuxAbi.GPIO_VALUES_BITS);
        assertEquals(offset(LINE_VALUES, "mask"), LinuxAbi.GPIO_VALUES_MASK);
        assertEquals(LINE_REQUEST.byteSize(), LinuxAbi.GPIO_REQUEST_BYTES);
        assertEquals(offset(LINE_REQUEST, "offsets"), LinuxAbi.GPIO_REQUEST_OFFSETS);
        assertEquals(offset(LINE_REQUEST, "consumer"), LinuxAbi.GPIO_REQUEST_CONSUMER);
        assertEquals(offset(LINE_REQUEST, "config", "flags"), LinuxAbi.GPIO_REQUEST_FLAGS);
        assertEquals(offset(LINE_REQUEST, "config", "num_attrs"), LinuxAbi.GPIO_REQUEST_NUM_ATTRS);
        assertEquals(attribute, LinuxAbi.GPIO_REQUEST_ATTR_ID);
        assertEquals(attribute + offset(CONFIG_ATTRIBUTE, "attr", "values"), LinuxAbi.GPIO_REQUEST_ATTR_VALUES);
        assertEquals(attribute + offset(CONFIG_ATTRIBUTE, "mask"), LinuxAbi.GPIO_REQUEST_ATTR_MASK);
        assertEquals(offset(LINE_REQUEST, "num_lines"), LinuxAbi.GPIO_REQUEST_NUM_LINES);
        assertEquals(offset(LINE_REQUEST, "fd"), LinuxAbi.GPIO_REQUEST_FD);
    }
}
