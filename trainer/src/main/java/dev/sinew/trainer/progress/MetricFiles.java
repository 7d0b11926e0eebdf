package dev.sinew.trainer.progress;

import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.checkpoint.RunFolderException;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the rows of a training into its folder: `metrics.jsonl`, `progress.csv`, TensorBoard events. A row is in
/// all three files when [#recorded] returns, so a checkpoint that follows covers it. Goes on with files that are
/// there.
public final class MetricFiles implements LoopListener, AutoCloseable {
    private static final double SECONDS_PER_MILLI = 1e-3;

    private final RunFolder folder;
    private final InstantSource wallClock;
    private final ProgressTable table;
    private final EventFile events;

    /// Opens the files; a training that goes on must be restored before, which cuts them back to its checkpoint.
    ///
    /// @param folder to write to
    /// @param wallClock stamps the TensorBoard events
    /// @throws IOException when a file cannot be read or written
    public MetricFiles(RunFolder folder, InstantSource wallClock) throws IOException {
        this.folder = folder;
        this.wallClock = wallClock;
        try {
            Files.writeString(folder.metricsJsonl(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            table = new ProgressTable(folder.progressCsv(), folder.metricsJsonl());
            List<Path> existing = folder.events();
            events = new EventFile(existing.isEmpty() ? newEvents() : existing.getLast(), seconds());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void recorded(MetricRow row) throws IOException {
        try {
            Files.writeString(folder.metricsJsonl(), MetricLines.line(row.values()), StandardOpenOption.APPEND);
            Map<String, String> cells = new LinkedHashMap<>();
            row.values().forEach((key, value) -> cells.put(key, Figures.text(value)));
            table.add(cells);
            events.add(seconds(), row.steps(), row.values());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void stepped(Training training) {}

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) {}

    @Override
    public void close() throws IOException {
        events.close();
    }

    private Path newEvents() {
        return folder.root()
                .resolve("events.out.tfevents.%d.%s.sinew"
                        .formatted(wallClock.instant().getEpochSecond(), host()));
    }

    private double seconds() {
        return wallClock.millis() * SECONDS_PER_MILLI;
    }

    private RunFolderException failed(IOException e) {
        if (e instanceof RunFolderException known) {
            return known;
        }
        return new RunFolderException("cannot write figures to %s: %s".formatted(folder.root(), e.getMessage()), e);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
