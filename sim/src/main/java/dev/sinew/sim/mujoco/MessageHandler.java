package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// MuJoCo's log handler. While it is installed MuJoCo neither prints nor writes its log file.
///
/// Called on several native threads at once. It passes each warning on once, and at most [#SHOWN] in all: one
/// model loaded a hundred times or a thousand worlds with one fault must not flood a terminal. An error ends the
/// process: its text is passed on first, because MuJoCo would end it without a word to Java's shutdown hooks, and
/// returning would leave the library in a state nobody defined.
final class MessageHandler {
    /// Distinct warnings passed on.
    static final int SHOWN = 20;

    /// Exit code after an error of the library, `EX_SOFTWARE` of `sysexits.h`.
    static final int EXIT_CODE = 70;

    static final int WARNING = 2;
    private static final int ERROR = 3;

    /// `mjLogMessage`: int level@0, int topic@4, char subject[1024]@8, char* body@1032, then func, file, line.
    private static final long MESSAGE_SIZE = 1064;

    private static final long SUBJECT = 8;
    private static final long BODY = 1032;

    private final MessageSink sink;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final AtomicLong warnings = new AtomicLong();

    MessageHandler(MessageSink sink) {
        this.sink = sink;
    }

    /// {@return warnings so far, those not passed on included}
    long warnings() {
        return warnings.get();
    }

    /// {@return a function pointer that lives as long as the process, as the library does}
    @SuppressWarnings("restricted")
    MemorySegment stub() {
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .bind(this, "receive", MethodType.methodType(void.class, MemorySegment.class)),
                            FunctionDescriptor.ofVoid(ADDRESS),
                            Arena.global());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Called by MuJoCo. Nothing may leave it: an exception here would end the VM.
    @SuppressWarnings("restricted")
    void receive(MemorySegment pointer) {
        int level = ERROR;
        try {
            MemorySegment message = pointer.reinterpret(MESSAGE_SIZE);
            level = message.get(JAVA_INT, 0);
            if (level >= WARNING) {
                String subject = message.getString(SUBJECT);
                MemorySegment body = message.get(ADDRESS, BODY);
                pass(
                        level,
                        body.equals(MemorySegment.NULL)
                                ? subject
                                : subject + "\n"
                                        + body.reinterpret(Long.MAX_VALUE).getString(0));
            }
        } catch (Throwable e) {
            System.err.println("a message of MuJoCo was lost: " + e);
        } finally {
            if (level >= ERROR) {
                System.err.flush();
                System.out.flush();
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }

    /// Passes a message on, unless there were enough.
    ///
    /// @param level of MuJoCo's message, at least [#WARNING]
    /// @param text of it
    void pass(int level, String text) {
        if (level >= ERROR) {
            sink.message(MessageSink.Severity.ERROR, text);
            return;
        }
        warnings.incrementAndGet();
        if (shown.size() < SHOWN && !shown.contains(text)) {
            show(text);
        }
    }

    /// One at a time: what decides about the last text is its count, which no other thread may move meanwhile.
    private synchronized void show(String text) {
        if (shown.size() < SHOWN && shown.add(text)) {
            sink.message(MessageSink.Severity.WARNING, text);
            if (shown.size() == SHOWN) {
                sink.message(MessageSink.Severity.WARNING, "further warnings of MuJoCo are counted, not shown");
            }
        }
    }
}
