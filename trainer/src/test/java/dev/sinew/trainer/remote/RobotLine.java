package dev.sinew.trainer.remote;

import java.util.regex.Pattern;

/// What [RobotProcess] says of itself twice a second.
record RobotLine(
        long produced,
        long recovered,
        long delivered,
        long spooled,
        long queued,
        long dropped,
        long ticks,
        long missed,
        long late) {
    static RobotLine read(String line) {
        long[] figures = Pattern.compile("=([0-9]+)")
                .matcher(line)
                .results()
                .mapToLong(figure -> Long.parseLong(figure.group(1)))
                .toArray();
        return new RobotLine(
                figures[0],
                figures[1],
                figures[2],
                figures[3],
                figures[4],
                figures[5],
                figures[6],
                figures[7],
                figures[8]);
    }

    /// {@return whether every transition is somewhere, once}
    boolean addsUp() {
        return produced + recovered == delivered + spooled + queued + dropped;
    }
}
