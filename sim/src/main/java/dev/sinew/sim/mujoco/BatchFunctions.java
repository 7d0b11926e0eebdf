package dev.sinew.sim.mujoco;

import static dev.sinew.sim.mujoco.NativeLibrary.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The library's batch interface, unchecked: [Batch] and [Model] check every argument before.
final class BatchFunctions {
    private final MethodHandle make;
    private final MethodHandle delete;
    private final MethodHandle rowSize;
    private final MethodHandle threads;
    private final MethodHandle rows;
    private final MethodHandle component;
    private final MethodHandle warnings;
    private final MethodHandle step;
    private final MethodHandle forward;
    private final MethodHandle reset;
    private final MethodHandle status;
    private final MethodHandle error;
    private final MethodHandle output;
    private final MethodHandle expand;
    private final MethodHandle setConstants;
    private final MethodHandle apply;

    BatchFunctions(NativeLibrary library) {
        make = library.function(
                "mjb_makeBatch", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        delete = library.function("mjb_deleteBatch", FunctionDescriptor.ofVoid(ADDRESS));
        rowSize = library.function("mjb_nstate", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        threads = library.function("mjb_nthread", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        rows = library.function("mjb_state", FunctionDescriptor.of(ADDRESS, ADDRESS));
        component = library.function("mjb_stateComponent", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
        warnings = library.function("mjb_warning", FunctionDescriptor.of(ADDRESS, ADDRESS));
        step = library.function(
                "mjb_step", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        forward =
                library.function("mjb_forward", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        reset = library.function(
                "mjb_reset", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        status = library.function("mjb_status", FunctionDescriptor.of(ADDRESS, ADDRESS));
        error = library.function("mjb_error", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        output = library.function("mjb_output", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        expand = library.function("mjb_expand", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        setConstants = library.function("mjb_setConst", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        apply = library.function(
                "mjb_apply", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    }

    MemorySegment make(MemorySegment model, int worlds, MemorySegment config, MemorySegment error, int errorSize) {
        try {
            return (MemorySegment) make.invokeExact(model, worlds, config, error, errorSize);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void delete(MemorySegment batch) {
        try {
            delete.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int rowSize(MemorySegment batch) {
        try {
            return (int) rowSize.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int threads(MemorySegment batch) {
        try {
            return (int) threads.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment rows(MemorySegment batch) {
        try {
            return (MemorySegment) rows.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment component(MemorySegment batch, int mask, MemorySegment size) {
        try {
            return (MemorySegment) component.invokeExact(batch, mask, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment warnings(MemorySegment batch) {
        try {
            return (MemorySegment) warnings.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int step(MemorySegment batch, MemorySegment ids, int count, int steps, int stage) {
        try {
            return (int) step.invokeExact(batch, ids, count, steps, stage);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int forward(MemorySegment batch, MemorySegment ids, int count, int stage) {
        try {
            return (int) forward.invokeExact(batch, ids, count, stage);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int reset(MemorySegment batch, MemorySegment ids, int count, MemorySegment keys, int stage) {
        try {
            return (int) reset.invokeExact(batch, ids, count, keys, stage);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment status(MemorySegment batch) {
        try {
            return (MemorySegment) status.invokeExact(batch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment error(MemorySegment batch, int world) {
        try {
            return (MemorySegment) error.invokeExact(batch, world);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment output(MemorySegment batch, MemorySegment name, MemorySegment size, MemorySegment elementSize) {
        try {
            return (MemorySegment) output.invokeExact(batch, name, size, elementSize);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment expand(MemorySegment batch, MemorySegment name, MemorySegment size, MemorySegment elementSize) {
        try {
            return (MemorySegment) expand.invokeExact(batch, name, size, elementSize);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int setConstants(MemorySegment batch, MemorySegment ids, int count) {
        try {
            return (int) setConstants.invokeExact(batch, ids, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int apply(
            MemorySegment batch,
            MemorySegment ids,
            int count,
            MemorySegment function,
            MemorySegment argument,
            int save) {
        try {
            return (int) apply.invokeExact(batch, ids, count, function, argument, save);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
