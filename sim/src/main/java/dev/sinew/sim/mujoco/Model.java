package dev.sinew.sim.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.regex.Pattern;

/// A compiled model. Facts are read by name, never by struct offset, so they survive a new version. One thread.
///
/// A [Batch] copies the model, so it can be closed once its batches are made. Reading a field makes a batch of one
/// world and takes milliseconds: read facts once.
public final class Model implements AutoCloseable {
    /// 4-byte fields that hold floats, not ints.
    private static final Pattern FLOATS =
            Pattern.compile(".*_rgba|light_.*|cam_(sensorsize|intrinsic)|flex_texcoord|mat_.*");

    private final Mujoco mujoco;
    private final String warnings;
    private MemorySegment pointer;

    Model(Mujoco mujoco, MemorySegment pointer, String warnings) {
        this.mujoco = mujoco;
        this.pointer = pointer;
        this.warnings = warnings;
    }

    /// {@return MuJoCo's own text on what it finds doubtful in the model, empty when nothing}
    public String warnings() {
        return warnings;
    }

    /// {@return the physics step, s}
    public double timestep() {
        return doubles("opt.timestep")[0];
    }

    /// {@return the mass of all bodies, kg}
    public double totalMass() {
        return mujoco.models().totalMass(pointer());
    }

    /// {@return doubles of a component in a state row}
    ///
    /// @param component which
    public int size(StateComponent component) {
        return mujoco.models().stateSize(pointer(), component.mask());
    }

    /// {@return how many objects of a type there are}
    ///
    /// @param type of object
    public int count(ObjectType type) {
        return ints(type.counted()).length;
    }

    /// {@return the index of a named object}
    ///
    /// @param type of object
    /// @param name of object
    /// @throws IllegalArgumentException when there is none
    public int id(ObjectType type, String name) {
        try (Arena arena = Arena.ofConfined()) {
            int id = mujoco.models().id(pointer(), type.code(), arena.allocateFrom(name));
            if (id < 0) {
                throw new IllegalArgumentException("the model has no " + type + " named " + name);
            }
            return id;
        }
    }

    /// {@return the name of an object, if it has one}
    ///
    /// @param type of object
    /// @param id index
    @SuppressWarnings("restricted")
    public Optional<String> name(ObjectType type, int id) {
        MemorySegment name = mujoco.models().name(pointer(), type.code(), id);
        return name.equals(MemorySegment.NULL)
                ? Optional.empty()
                : Optional.of(name.reinterpret(Long.MAX_VALUE).getString(0));
    }

    /// {@return a field of doubles, such as `body_mass` or `opt.gravity`; a copy}
    ///
    /// @param field name in `mjModel`, or `opt.` and a name in `mjOption`
    /// @throws IllegalArgumentException when there is none or it holds something else
    public double[] doubles(String field) {
        try (Batch batch = new Batch(this, 1, 1, BatchMemory.SHARED)) {
            DoubleField values = batch.expand(field);
            double[] copy = new double[values.size()];
            values.copy(0, 0, copy.length, copy, 0);
            return copy;
        }
    }

    /// {@return a field of ints, such as `jnt_qposadr`; a copy}
    ///
    /// @param field name in `mjModel`, or `opt.` and a name in `mjOption`
    /// @throws IllegalArgumentException when there is none or it holds something else
    public int[] ints(String field) {
        if (FLOATS.matcher(field).matches()) {
            throw new IllegalArgumentException("model field " + field + " holds floats, not ints");
        }
        try (Batch batch = new Batch(this, 1, 1, BatchMemory.SHARED)) {
            IntField values = batch.expandInts(field);
            int[] copy = new int[values.size()];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = values.get(0, i);
            }
            return copy;
        }
    }

    /// Frees the model; its batches live on.
    @Override
    public void close() {
        if (!pointer.equals(MemorySegment.NULL)) {
            mujoco.models().deleteModel(pointer);
            pointer = MemorySegment.NULL;
        }
    }

    Mujoco mujoco() {
        return mujoco;
    }

    /// {@return the native model}
    MemorySegment pointer() {
        if (pointer.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("the model is closed");
        }
        return pointer;
    }
}
