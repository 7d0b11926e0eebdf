package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.document.DocumentException;
import dev.sinew.hal.bus.BusException;
import dev.sinew.runtime.policy.PolicyException;
import dev.sinew.runtime.recorder.FlightRecordException;
import dev.sinew.runtime.telemetry.TelemetryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Turns what a command threw into one line and an exit code; the stack trace only with `--verbose`.
public final class Failures implements IExecutionExceptionHandler {
    private final Map<Class<? extends Exception>, Integer> codes = new LinkedHashMap<>();

    /// Knows the exceptions of the robot's own modules.
    public Failures() {
        know(BundleRefusedException.class, ExitCode.REFUSED);
        know(DocumentException.class, ExitCode.BAD_INPUT);
        know(PolicyException.class, ExitCode.BAD_INPUT);
        know(BusException.class, ExitCode.UNAVAILABLE);
        know(TelemetryException.class, ExitCode.UNAVAILABLE);
        know(NotOnARobotException.class, ExitCode.UNAVAILABLE);
        know(NoSuchFileException.class, ExitCode.NO_INPUT);
        know(FlightRecordException.class, ExitCode.BAD_INPUT);
        know(UncheckedIOException.class, ExitCode.CANNOT_WRITE);
        know(IllegalArgumentException.class, ExitCode.BAD_INPUT);
    }

    /// Adds an exception.
    ///
    /// @param type of the exception, its subclasses included
    /// @param code exit code
    /// @return this
    public Failures know(Class<? extends Exception> type, int code) {
        codes.put(type, code);
        return this;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = code(failure);
        err.println("sinew: " + line(failure, code));
        if (verbose(parsed)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private int code(Exception failure) {
        for (Map.Entry<Class<? extends Exception>, Integer> known : codes.entrySet()) {
            if (known.getKey().isInstance(failure)) {
                return known.getValue();
            }
        }
        return failure instanceof IOException ? ExitCode.CANNOT_WRITE : ExitCode.INTERNAL;
    }

    private static String line(Exception failure, int code) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String first = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        if (failure instanceof AccessDeniedException) { // its message is the file alone
            return "permission denied: " + first;
        }
        return switch (code) {
            case ExitCode.NO_INPUT -> "no such file: " + first;
            case ExitCode.INTERNAL ->
                failure.getClass().getSimpleName() + ": " + first + " (a mistake in Sinew: --verbose shows where)";
            default -> first;
        };
    }

    private static boolean verbose(ParseResult parsed) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            if (level.hasMatchedOption("--verbose")) {
                return true;
            }
        }
        return false;
    }
}
