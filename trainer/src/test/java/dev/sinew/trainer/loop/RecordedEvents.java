package dev.sinew.trainer.loop;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a listener is told.
public final class RecordedEvents implements LoopListener {
    public final List<String> events = new ArrayList<>();
    public final List<MetricRow> rows = new ArrayList<>();
    public long steps;

    @Override
    public void stepped(Training training) {
        steps++;
    }

    @Override
    public void recorded(MetricRow row) {
        events.add("row " + row.steps());
        rows.add(row);
    }

    @Override
    public void improved(Training training, BestPolicy best) {
        events.add("improved " + best.steps());
    }

    @Override
    public void checkpoint(Training training) {
        events.add("checkpoint " + training.steps());
    }

    @Override
    public void finished(LoopResult result) {
        events.add(result.outcome().text());
    }
}
