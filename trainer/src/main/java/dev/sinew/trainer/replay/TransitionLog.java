package dev.sinew.trainer.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The transitions a learner took in, numbered from 0 in the order they came; only the newest are held.
///
/// In a training a transition never changes once it is in. So a checkpoint writes those that came since the one before
/// it, a few megabytes, and not the whole replay of hundreds.
public interface TransitionLog {
    /// {@return the number of the oldest transition held; equals [#end] when none is}
    long start();

    /// {@return the number the next transition will get: how many came so far}
    long end();

    /// {@return bytes of one transition as written, the same for all}
    int bytesEach();

    /// Writes transitions `from` to `to`, the last excluded; `(to − from) · bytesEach()` bytes.
    ///
    /// @param from at least [#start]
    /// @param to at most [#end]
    /// @param out where to
    /// @throws IOException when `out` fails
    void write(long from, long to, DataOutput out) throws IOException;

    /// Takes over transitions `from` to `to`, the last excluded, as [#write] wrote them; afterwards [#end] is `to`.
    /// A restore calls this with ranges that follow each other and begin at or before the oldest that was held; so
    /// each transition lands in the place it had.
    ///
    /// @param from any number into a log that holds none, else its end
    /// @param to more than `from`
    /// @param in what write wrote, from a learner of the same settings and sizes
    /// @throws IOException when `in` fails
    void read(long from, long to, DataInput in) throws IOException;
}
