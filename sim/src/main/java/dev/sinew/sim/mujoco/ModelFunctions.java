package dev.sinew.sim.mujoco;

import static dev.sinew.sim.mujoco.NativeLibrary.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The library's functions on models, unchecked: [Mujoco] and [Model] check every argument before.
final class ModelFunctions {
    private final MethodHandle version;
    private final MethodHandle setLogHandler;
    private final MethodHandle loadXml;
    private final MethodHandle deleteModel;
    private final MethodHandle defaultFiles;
    private final MethodHandle addFile;
    private final MethodHandle deleteFiles;
    private final MethodHandle stateSize;
    private final MethodHandle id;
    private final MethodHandle name;
    private final MethodHandle totalMass;

    ModelFunctions(NativeLibrary library) {
        version = library.function("mj_version", FunctionDescriptor.of(JAVA_INT));
        setLogHandler = library.function("mju_setLogHandler", FunctionDescriptor.of(ADDRESS, ADDRESS));
        loadXml = library.function("mj_loadXML", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        deleteModel = library.function("mj_deleteModel", FunctionDescriptor.ofVoid(ADDRESS));
        defaultFiles = library.function("mj_defaultVFS", FunctionDescriptor.ofVoid(ADDRESS));
        addFile = library.function(
                "mj_addBufferVFS", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        deleteFiles = library.function("mj_deleteVFS", FunctionDescriptor.ofVoid(ADDRESS));
        stateSize = library.function("mj_stateSize", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        id = library.function("mj_name2id", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
        name = library.function("mj_id2name", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        totalMass = library.function("mj_getTotalmass", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS));
    }

    int version() {
        try {
            return (int) version.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment setLogHandler(MemorySegment handler) {
        try {
            return (MemorySegment) setLogHandler.invokeExact(handler);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment loadXml(MemorySegment file, MemorySegment files, MemorySegment error, int errorSize) {
        try {
            return (MemorySegment) loadXml.invokeExact(file, files, error, errorSize);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void deleteModel(MemorySegment model) {
        try {
            deleteModel.invokeExact(model);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void defaultFiles(MemorySegment files) {
        try {
            defaultFiles.invokeExact(files);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int addFile(MemorySegment files, MemorySegment name, MemorySegment content, int size) {
        try {
            return (int) addFile.invokeExact(files, name, content, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void deleteFiles(MemorySegment files) {
        try {
            deleteFiles.invokeExact(files);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int stateSize(MemorySegment model, int components) {
        try {
            return (int) stateSize.invokeExact(model, components);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int id(MemorySegment model, int type, MemorySegment name) {
        try {
            return (int) id.invokeExact(model, type, name);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment name(MemorySegment model, int type, int id) {
        try {
            return (MemorySegment) name.invokeExact(model, type, id);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    double totalMass(MemorySegment model) {
        try {
            return (double) totalMass.invokeExact(model);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
