package dev.sinew.sim.mujoco;

import dev.sinew.sim.mujoco.parts.NativeParts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// MuJoCo and Gymnasium's models, found, fetched and loaded when first asked for. Any thread.
public final class Simulator {
    private final Supplier<NativeParts> source;
    private final MessageSink sink;
    private Optional<NativeParts> parts = Optional.empty();
    private Optional<Mujoco> mujoco = Optional.empty();

    /// A simulator with the parts of this machine and user.
    ///
    /// @param sink where MuJoCo's own messages go
    public Simulator(MessageSink sink) {
        this(NativeParts::ofSystem, sink);
    }

    Simulator(Supplier<NativeParts> source, MessageSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /// {@return the library}
    public synchronized Mujoco mujoco() {
        if (mujoco.isEmpty()) {
            mujoco = Optional.of(Mujoco.load(parts().library(), sink));
        }
        return mujoco.get();
    }

    /// {@return one of Gymnasium's models}
    ///
    /// @param file name such as `half_cheetah.xml`
    public synchronized Path gymnasiumModel(String file) {
        return parts().model(file);
    }

    private NativeParts parts() {
        if (parts.isEmpty()) {
            parts = Optional.of(source.get());
        }
        return parts.get();
    }
}
