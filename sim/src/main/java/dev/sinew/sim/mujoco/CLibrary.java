package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Elementary functions of the C library, the ones that NumPy calls. Their last bit differs now and then from
/// [Math] and [StrictMath], which is all that stands between a trajectory of ours and one of Gymnasium's. Any thread.
@SuppressWarnings("restricted")
public final class CLibrary {
    private static final FunctionDescriptor UNARY = FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE);

    private final MethodHandle sin = function("sin", UNARY);
    private final MethodHandle cos = function("cos", UNARY);
    private final MethodHandle pow = function("pow", FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE));
    private final MethodHandle powf = function("powf", FunctionDescriptor.of(JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT));

    /// The C library this process runs on.
    public CLibrary() {}

    /// {@return sine}
    ///
    /// @param x rad
    public double sin(double x) {
        try {
            return (double) sin.invokeExact(x);
        } catch (Throwable e) {
            throw NativeLibrary.unexpected(e);
        }
    }

    /// {@return cosine}
    ///
    /// @param x rad
    public double cos(double x) {
        try {
            return (double) cos.invokeExact(x);
        } catch (Throwable e) {
            throw NativeLibrary.unexpected(e);
        }
    }

    /// {@return the square as `pow(x, 2)` rounds it, which is not always `x * x`: so NumPy squares a single number}
    ///
    /// @param x any number
    public double square(double x) {
        try {
            return (double) pow.invokeExact(x, 2.0);
        } catch (Throwable e) {
            throw NativeLibrary.unexpected(e);
        }
    }

    /// {@return the square as `powf(x, 2)` rounds it}
    ///
    /// @param x any number
    public float square(float x) {
        try {
            return (float) powf.invokeExact(x, 2.0f);
        } catch (Throwable e) {
            throw NativeLibrary.unexpected(e);
        }
    }

    /// Critical calls skip the thread's change of state; these functions are short, and never call back.
    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, Linker.Option.critical(false));
    }
}
