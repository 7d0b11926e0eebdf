package dev.sinew.sim.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// Functions of one shared library, which is never unloaded: a batch has native threads.
@SuppressWarnings("restricted")
final class NativeLibrary {
    private final Path path;
    private final SymbolLookup lookup;

    /// @param path of the library
    /// @throws MujocoException when the system's loader refuses it, with the loader's text
    NativeLibrary(Path path) {
        this.path = path;
        try {
            lookup = SymbolLookup.libraryLookup(path, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new MujocoException("cannot load " + path + ": " + e.getMessage());
        }
    }

    /// {@return the address of a function}
    ///
    /// @param name of the function
    MemorySegment address(String name) {
        return lookup.find(name)
                .orElseThrow(() -> new MujocoException(path + " has no function " + name + ": it is not MuJoCo "
                        + Mujoco.VERSION_TEXT + "; to use the fetched one, type: unset MUJOCO_HOME"));
    }

    /// {@return a function}. Never bound as critical: MuJoCo can call its log handler, and runs for milliseconds.
    ///
    /// @param name of the function
    /// @param type its signature
    MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(address(name), type);
    }

    /// {@return what a native call never throws}
    ///
    /// @param cause what it threw
    static IllegalStateException unexpected(Throwable cause) {
        return new IllegalStateException("a native call failed in Java: " + cause, cause);
    }
}
