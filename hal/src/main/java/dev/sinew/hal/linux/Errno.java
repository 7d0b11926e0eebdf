package dev.sinew.hal.linux;

import dev.sinew.hal.bus.BusStatus;

/// Error numbers of Linux (`asm-generic/errno.h`, the same on x86-64 and aarch64) and what each means for a
/// transfer.
///
/// The I2C meanings follow the kernel's `Documentation/i2c/fault-codes.rst`: ENXIO and EREMOTEIO are a missing
/// acknowledge, EAGAIN a lost arbitration, EBADMSG and EPROTO a wrong check or an impossible reply, ESHUTDOWN and
/// ENODEV an adapter that has gone. EIO is "rather vague" there and taken as the worst.
enum Errno {
    EPERM(1, "operation not permitted", BusStatus.GONE),
    ENOENT(2, "no such file or directory", BusStatus.GONE),
    EINTR(4, "interrupted system call", BusStatus.TIMEOUT),
    EIO(5, "input/output error", BusStatus.GONE),
    ENXIO(6, "no such device or address", BusStatus.NACK),
    EBADF(9, "bad file descriptor", BusStatus.GONE),
    EAGAIN(11, "resource temporarily unavailable", BusStatus.TIMEOUT),
    ENOMEM(12, "cannot allocate memory", BusStatus.GONE),
    EACCES(13, "permission denied", BusStatus.GONE),
    EBUSY(16, "device or resource busy", BusStatus.TIMEOUT),
    ENODEV(19, "no such device", BusStatus.GONE),
    EINVAL(22, "invalid argument", BusStatus.GONE),
    ENOTTY(25, "inappropriate ioctl for device", BusStatus.GONE),
    ENOSPC(28, "no space left on device", BusStatus.GONE),
    ENOSYS(38, "function not implemented", BusStatus.GONE),
    EPROTO(71, "protocol error", BusStatus.CHECKSUM),
    EBADMSG(74, "bad message", BusStatus.CHECKSUM),
    EOPNOTSUPP(95, "operation not supported", BusStatus.GONE),
    ESHUTDOWN(108, "cannot send after transport endpoint shutdown", BusStatus.GONE),
    ETIMEDOUT(110, "connection timed out", BusStatus.TIMEOUT),
    EREMOTEIO(121, "remote I/O error", BusStatus.NACK);

    private static final Errno[] ALL = values();

    private final int code;
    private final String text;
    private final BusStatus status;

    Errno(int code, String text, BusStatus status) {
        this.code = code;
        this.text = text;
        this.status = status;
    }

    int code() {
        return code;
    }

    /// {@return how a transfer ended that returned `result`; allocates nothing}
    ///
    /// @param result negative: an error number with its sign turned
    static BusStatus status(int result) {
        for (Errno errno : ALL) {
            if (errno.code == -result) {
                return errno.status;
            }
        }
        return BusStatus.GONE;
    }

    /// {@return the name and the text of an error, such as `ENOENT (no such file or directory)`}
    ///
    /// @param result negative: an error number with its sign turned
    static String text(int result) {
        for (Errno errno : ALL) {
            if (errno.code == -result) {
                return errno + " (" + errno.text + ")";
            }
        }
        return "error number " + -result;
    }

    /// {@return whether `result` is this error}
    ///
    /// @param result of a call: an error number with its sign turned, or what the call gave
    boolean is(int result) {
        return result == -code;
    }
}
