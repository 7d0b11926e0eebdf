package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;

/// N worlds of one model, stepped together on threads of their own. Used by one thread at a time; results are the
/// same bits for any number of threads.
///
/// A world is its state row and its warning counters: what is written into a row is the state at the next call. A
/// call on a world that fails leaves its row as it was; see [#error].
public final class Batch implements AutoCloseable {
    private static final int ERROR_SIZE = 1000;
    private static final int ALL_WORLDS = 0;
    private static final int KEEP_STATE = 0;

    private final BatchFunctions functions;
    private final MemorySegment postConstraint;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment pointer;
    private final int worlds;
    private final BatchMemory kind;
    private final DoubleField rows;
    private final IntField warnings;
    private final IntField status;
    private final WorldSelection selection;
    private final MemorySegment sizes;
    private boolean closed;

    /// Makes a batch whose worlds are in the model's default state.
    ///
    /// @param model copied
    /// @param worlds N, at least 1
    /// @param threads the caller's included, at least 1; no more than N are used
    /// @param memory what is kept between calls
    /// @throws MujocoException when MuJoCo refuses, with its own text
    public Batch(Model model, int worlds, int threads, BatchMemory memory) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds must be at least 1, was " + worlds);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.worlds = worlds;
        kind = memory;
        functions = model.mujoco().batches();
        postConstraint = model.mujoco().postConstraint();
        pointer = make(model, worlds, threads, memory);
        int size = functions.rowSize(pointer);
        rows = doubles(functions.rows(pointer), size, size);
        warnings = ints(functions.warnings(pointer), 2 * Warning.COUNT);
        status = ints(functions.status(pointer), 1);
        selection = new WorldSelection(arena.allocate(JAVA_INT, worlds), worlds);
        sizes = arena.allocate(JAVA_INT, 2);
    }

    private MemorySegment make(Model model, int count, int threads, BatchMemory memory) {
        try (Arena local = Arena.ofConfined()) {
            // mjBatchConfig: int nthread@0, bool persistent@4
            MemorySegment config = local.allocate(2L * Integer.BYTES, Integer.BYTES);
            config.set(JAVA_INT, 0, threads);
            config.set(JAVA_BOOLEAN, Integer.BYTES, memory == BatchMemory.PERSISTENT);
            MemorySegment error = local.allocate(ERROR_SIZE);
            MemorySegment made = functions.make(model.pointer(), count, config, error, ERROR_SIZE);
            if (made.equals(MemorySegment.NULL)) {
                throw new MujocoException("MuJoCo makes no batch of " + count + " worlds: " + error.getString(0));
            }
            return made;
        }
    }

    /// {@return the number of worlds}
    public int worlds() {
        return worlds;
    }

    /// {@return threads that step, the caller's included}
    public int threads() {
        return functions.threads(open());
    }

    /// {@return all state rows, `[worlds, rowSize]`}
    public DoubleField rows() {
        return rows;
    }

    /// {@return one part of the state rows}
    ///
    /// @param component which
    public DoubleField component(StateComponent component) {
        MemorySegment address = functions.component(open(), component.mask(), sizes);
        int size = sizes.get(JAVA_INT, 0);
        return doubles(address, size, rows.size());
    }

    /// Registers a derived field, such as `xpos`, to be copied out after every call.
    ///
    /// @param field name in `mjData`
    /// @return its values, zero until the next call in a shared batch
    /// @throws IllegalArgumentException when it is unknown, part of the row, or no field of doubles
    public DoubleField output(String field) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment address =
                    functions.output(open(), local.allocateFrom(field), sizes, sizes.asSlice(Integer.BYTES));
            return doubles(
                    check(address, field, "output", Double.BYTES), sizes.get(JAVA_INT, 0), sizes.get(JAVA_INT, 0));
        }
    }

    /// Gives a model field of doubles values of its own in each world, such as `body_mass` or `opt.gravity`. What is
    /// written holds from the next call on, across resets; fields that constants derive from need [#setConstants].
    ///
    /// @param field name in `mjModel`, or `opt.` and a name in `mjOption`
    /// @return its values, at first the model's
    /// @throws IllegalArgumentException when it is unknown, an asset, or no field of doubles
    public DoubleField expand(String field) {
        MemorySegment address = expand(field, Double.BYTES);
        return doubles(address, sizes.get(JAVA_INT, 0), sizes.get(JAVA_INT, 0));
    }

    /// Gives a model field of ints values of its own in each world.
    ///
    /// @param field name in `mjModel`, or `opt.` and a name in `mjOption`
    /// @return its values, at first the model's
    /// @throws IllegalArgumentException when it is unknown, an asset, or no field of ints
    public IntField expandInts(String field) {
        return ints(expand(field, Integer.BYTES), sizes.get(JAVA_INT, 0));
    }

    /// Leaves work out in all worlds, from the next call on.
    ///
    /// @param skips what changes no bit of this model's worlds
    public void skip(Set<Skip> skips) {
        if (skips.isEmpty()) {
            return;
        }
        IntField flags = expandInts("opt.disableflags");
        for (Skip each : skips) {
            for (int world = 0; world < worlds; world++) {
                flags.set(world, 0, flags.get(world, 0) | each.bit());
            }
        }
    }

    private MemorySegment expand(String field, int elementSize) {
        try (Arena local = Arena.ofConfined()) {
            return check(
                    functions.expand(open(), local.allocateFrom(field), sizes, sizes.asSlice(Integer.BYTES)),
                    field,
                    "model field",
                    elementSize);
        }
    }

    private MemorySegment check(MemorySegment address, String field, String what, int elementSize) {
        if (address.equals(MemorySegment.NULL)) {
            throw new IllegalArgumentException("MuJoCo has no " + what + " named " + field);
        }
        int found = sizes.get(JAVA_INT, Integer.BYTES);
        if (found != elementSize) {
            throw new IllegalArgumentException(
                    what + " " + field + " must have elements of " + elementSize + " bytes, has " + found);
        }
        return address;
    }

    /// Steps every world.
    ///
    /// @param steps physics steps, at least 1
    /// @param stage how far derived fields are brought up to date at the new state
    /// @return worlds that failed
    public int step(int steps, Stage stage) {
        return functions.step(open(), MemorySegment.NULL, ALL_WORLDS, positive(steps), stage.code());
    }

    /// Steps some worlds.
    ///
    /// @param selected worlds, ascending, from index 0 on
    /// @param count how many
    /// @param steps physics steps, at least 1
    /// @param stage how far derived fields are brought up to date at the new state
    /// @return worlds that failed
    public int step(int[] selected, int count, int steps, Stage stage) {
        return functions.step(open(), selection.of(selected, count), count, positive(steps), stage.code());
    }

    /// Brings derived fields of some worlds up to date at the state in their rows, and copies the outputs.
    ///
    /// @param selected worlds, ascending, from index 0 on
    /// @param count how many
    /// @param stage how far
    /// @return worlds that failed
    public int forward(int[] selected, int count, Stage stage) {
        return functions.forward(open(), selection.of(selected, count), count, stage.code());
    }

    /// Puts some worlds into the model's default state and clears their warnings. What was written into their rows is
    /// lost, so write a start state afterwards and then call [#forward].
    ///
    /// @param selected worlds, ascending, from index 0 on
    /// @param count how many
    /// @return worlds that failed
    public int reset(int[] selected, int count) {
        return functions.reset(open(), selection.of(selected, count), count, MemorySegment.NULL, Stage.NONE.code());
    }

    /// Computes contact forces (`cfrc_ext`, `cfrc_int`, `cacc`) of every world from the last substep, which a step
    /// does not, and copies the outputs.
    ///
    /// @return worlds that failed
    /// @throws IllegalStateException when the batch is shared: its working memory belongs to no world
    public int refreshContactForces() {
        if (kind != BatchMemory.PERSISTENT) {
            throw new IllegalStateException("contact forces need a persistent batch, this one is shared");
        }
        int failed =
                functions.apply(open(), MemorySegment.NULL, ALL_WORLDS, postConstraint, MemorySegment.NULL, KEEP_STATE);
        return failed + functions.forward(pointer, MemorySegment.NULL, ALL_WORLDS, Stage.NONE.code());
    }

    /// Derives the constants of every world's model anew, after fields such as `body_mass` were changed.
    ///
    /// @return worlds that failed
    public int setConstants() {
        return functions.setConstants(open(), MemorySegment.NULL, ALL_WORLDS);
    }

    /// Derives the constants of some worlds' models anew.
    ///
    /// @param selected worlds, ascending, from index 0 on
    /// @param count how many
    /// @return worlds that failed
    public int setConstants(int[] selected, int count) {
        return functions.setConstants(open(), selection.of(selected, count), count);
    }

    /// {@return how often a world was warned of since its reset}
    ///
    /// @param world index
    /// @param warning which
    public int warnings(int world, Warning warning) {
        // mjWarningStat: int lastinfo, int number
        return warnings.get(world, 2 * warning.code() + 1);
    }

    /// {@return the first warning since its reset after which a world is no longer what the model says; empty while
    /// there is none}
    ///
    /// @param world index
    public Optional<Warning> graveWarning(int world) {
        for (int i = 0; i < Warning.GRAVE.size(); i++) {
            if (warnings(world, Warning.GRAVE.get(i)) > 0) {
                return Optional.of(Warning.GRAVE.get(i));
            }
        }
        return Optional.empty();
    }

    /// {@return whether the last call on a world failed}
    ///
    /// @param world index
    public boolean failed(int world) {
        return status.get(world, 0) != 0;
    }

    /// {@return MuJoCo's own text on why the last call on a world failed, empty when it did not}
    ///
    /// @param world index
    @SuppressWarnings("restricted")
    public String error(int world) {
        return functions.error(open(), world).reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// Writes the whole state of every world.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        for (int world = 0; world < worlds; world++) {
            for (int i = 0; i < rows.size(); i++) {
                out.writeLong(Double.doubleToRawLongBits(rows.get(world, i)));
            }
            for (int i = 0; i < warnings.size(); i++) {
                out.writeInt(warnings.get(world, i));
            }
        }
    }

    /// Takes over what [#save] wrote; from here on steps are equal bit for bit.
    ///
    /// @param in what save wrote, from a batch of the same model and N
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        for (int world = 0; world < worlds; world++) {
            for (int i = 0; i < rows.size(); i++) {
                rows.set(world, i, Double.longBitsToDouble(in.readLong()));
            }
            for (int i = 0; i < warnings.size(); i++) {
                warnings.set(world, i, in.readInt());
            }
        }
    }

    /// Ends the threads and frees the memory; fields of this batch are invalid from here on.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            arena.close();
            functions.delete(pointer);
        }
    }

    private static int positive(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        return steps;
    }

    private MemorySegment open() {
        if (closed) {
            throw new IllegalStateException("the batch is closed");
        }
        return pointer;
    }

    @SuppressWarnings("restricted")
    private DoubleField doubles(MemorySegment address, int size, int stride) {
        long length = size == 0 ? 0 : (long) (worlds - 1) * stride + size;
        return new DoubleField(address.reinterpret(length * Double.BYTES, arena, null), size, stride);
    }

    @SuppressWarnings("restricted")
    private IntField ints(MemorySegment address, int size) {
        return new IntField(address.reinterpret((long) worlds * size * Integer.BYTES, arena, null), size);
    }
}
