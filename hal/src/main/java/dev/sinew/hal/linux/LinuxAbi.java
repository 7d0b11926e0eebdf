package dev.sinew.hal.linux;

/// Numbers of the Linux user interface that this package uses, from the kernel's `include/uapi`.
///
/// x86-64 and aarch64 are both LP64 and little-endian, align each type to its size and share
/// `asm-generic/ioctl.h`, so that one set of offsets serves both. An `ioctl` request number is made by the rule
///
/// ```
/// _IOC(dir, type, nr, size) = dir << 30 | size << 16 | type << 8 | nr
/// ```
///
/// with `dir` 1 for `_IOW`, 2 for `_IOR` and 3 for `_IOWR`; the I2C requests are older than that rule and bare.
///
/// | structure | bytes | members at their offsets |
/// |---|---|---|
/// | `i2c_msg` | 16 | addr 0 (u16), flags 2 (u16), len 4 (u16), buf 8 (pointer) |
/// | `i2c_rdwr_ioctl_data` | 16 | msgs 0 (pointer), nmsgs 8 (u32) |
/// | `spi_ioc_transfer` | 32 | tx_buf 0 (u64), rx_buf 8 (u64), len 16 (u32), speed_hz 20 (u32), bits_per_word 26 |
/// | `gpiochip_info` | 68 | name 0 (32), label 32 (32), lines 64 (u32) |
/// | `gpio_v2_line_values` | 16 | bits 0 (u64), mask 8 (u64) |
/// | `gpio_v2_line_info` | 256 | name 0 (32), consumer 32 (32), offset 64 (u32), flags 72 (u64) |
/// | `gpio_v2_line_config` | 272 | flags 0 (u64), num_attrs 8 (u32), attrs 32 (10 × 24) |
/// | an entry of `attrs` | 24 | id 0 (u32), values 8 (u64), mask 16 (u64) |
/// | `gpio_v2_line_request` | 592 | offsets 0 (64 × u32), consumer 256, config 288, num_lines 560, fd 588 |
/// | `timespec` | 16 | tv_sec 0 (s64), tv_nsec 8 (s64) |
final class LinuxAbi {
    // fcntl.h
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    /// Keeps a descriptor out of child processes, which would hold a line after this process died.
    static final int O_CLOEXEC = 0x80000;

    // linux/i2c-dev.h, linux/i2c.h
    static final long I2C_TIMEOUT = 0x0702;
    static final long I2C_FUNCS = 0x0705;
    static final long I2C_RDWR = 0x0707;
    static final long I2C_FUNC_I2C = 1;
    static final short I2C_M_RD = 1;
    static final int I2C_MSG_BYTES = 16;
    static final int I2C_MSG_ADDR = 0;
    static final int I2C_MSG_FLAGS = 2;
    static final int I2C_MSG_LEN = 4;
    static final int I2C_MSG_BUF = 8;
    static final int I2C_RDWR_BYTES = 16;
    static final int I2C_RDWR_MSGS = 0;
    static final int I2C_RDWR_NMSGS = 8;

    // linux/spi/spidev.h
    /// `_IOW('k', 1, __u8)`.
    static final long SPI_IOC_WR_MODE = 0x40016B01L;
    /// `_IOW('k', 3, __u8)`.
    static final long SPI_IOC_WR_BITS_PER_WORD = 0x40016B03L;
    /// `_IOW('k', 4, __u32)`.
    static final long SPI_IOC_WR_MAX_SPEED_HZ = 0x40046B04L;
    /// `_IOW('k', 0, char[32])`: one transfer.
    static final long SPI_IOC_MESSAGE_1 = 0x40206B00L;
    static final int SPI_TRANSFER_BYTES = 32;
    static final int SPI_TX_BUF = 0;
    static final int SPI_RX_BUF = 8;
    static final int SPI_LEN = 16;
    static final int SPI_SPEED_HZ = 20;
    static final int SPI_BITS_PER_WORD = 26;

    // linux/gpio.h, interface version 2
    /// `_IOR(0xB4, 0x01, struct gpiochip_info)`.
    static final long GPIO_GET_CHIPINFO = 0x8044B401L;
    /// `_IOWR(0xB4, 0x05, struct gpio_v2_line_info)`.
    static final long GPIO_V2_GET_LINEINFO = 0xC100B405L;
    /// `_IOWR(0xB4, 0x07, struct gpio_v2_line_request)`.
    static final long GPIO_V2_GET_LINE = 0xC250B407L;
    /// `_IOWR(0xB4, 0x0E, struct gpio_v2_line_values)`.
    static final long GPIO_V2_LINE_GET_VALUES = 0xC010B40EL;
    /// `_IOWR(0xB4, 0x0F, struct gpio_v2_line_values)`.
    static final long GPIO_V2_LINE_SET_VALUES = 0xC010B40FL;
    static final long GPIO_FLAG_INPUT = 1 << 2;
    static final long GPIO_FLAG_OUTPUT = 1 << 3;
    static final long GPIO_FLAG_BIAS_PULL_UP = 1 << 8;
    static final long GPIO_FLAG_BIAS_PULL_DOWN = 1 << 9;
    static final long GPIO_FLAG_BIAS_DISABLED = 1 << 10;
    static final int GPIO_ATTR_OUTPUT_VALUES = 2;
    static final int GPIO_NAME_BYTES = 32;
    static final int GPIO_CHIPINFO_BYTES = 68;
    static final int GPIO_CHIPINFO_LABEL = 32;
    static final int GPIO_LINEINFO_BYTES = 256;
    static final int GPIO_LINEINFO_CONSUMER = 32;
    static final int GPIO_LINEINFO_OFFSET = 64;
    static final int GPIO_LINEINFO_FLAGS = 72;
    static final int GPIO_VALUES_BYTES = 16;
    static final int GPIO_VALUES_BITS = 0;
    static final int GPIO_VALUES_MASK = 8;
    static final int GPIO_REQUEST_BYTES = 592;
    static final int GPIO_REQUEST_OFFSETS = 0;
    static final int GPIO_REQUEST_CONSUMER = 256;
    static final int GPIO_REQUEST_FLAGS = 288;
    static final int GPIO_REQUEST_NUM_ATTRS = 288 + 8;
    static final int GPIO_REQUEST_ATTR_ID = 288 + 32;
    static final int GPIO_REQUEST_ATTR_VALUES = 288 + 32 + 8;
    static final int GPIO_REQUEST_ATTR_MASK = 288 + 32 + 16;
    static final int GPIO_REQUEST_NUM_LINES = 560;
    static final int GPIO_REQUEST_FD = 588;

    // time.h, sched.h, sys/mman.h, linux/prctl.h
    static final int CLOCK_MONOTONIC = 1;
    static final int TIMER_ABSTIME = 1;
    static final int TIMESPEC_BYTES = 16;
    static final int TIMESPEC_SEC = 0;
    static final int TIMESPEC_NSEC = 8;
    static final int SCHED_OTHER = 0;
    static final int SCHED_FIFO = 1;
    static final int PRIO_PROCESS = 0; // of one thread: Linux keeps a nice value for each
    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int PR_SET_TIMERSLACK = 29;

    private LinuxAbi() {}
}
