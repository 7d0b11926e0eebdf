package dev.sinew.hal.emulator;

import dev.sinew.hal.bus.MonotonicClock;

/// The plant's time as a clock: sleeping moves the plant forward.
final class PlantClock implements MonotonicClock {
    private final EmulatedBoard board;

    PlantClock(EmulatedBoard board) {
        this.board = board;
    }

    @Override
    public long nanos() {
        return board.nanos();
    }

    @Override
    public void sleepUntil(long deadline) {
        long missing = deadline - board.nanos();
        if (missing > 0) {
            board.advance(Math.ceilDiv(missing, board.stepNanos()) * board.stepNanos());
        }
    }
}
