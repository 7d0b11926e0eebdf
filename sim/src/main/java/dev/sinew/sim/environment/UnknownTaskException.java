package dev.sinew.sim.environment;

import java.util.List;

/// There is no task of this name.
public final class UnknownTaskException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownTaskException(String name, List<String> close) {
        super("unknown task " + name + "; close names are " + String.join(", ", close)
                + "; to see all, type: sinew tasks");
    }
}
