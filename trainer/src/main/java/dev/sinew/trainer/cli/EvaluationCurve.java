package dev.sinew.trainer.cli;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.report.Series;
import java.util.ArrayList;
import java.util.List;

/// Collects the mean return of each evaluation.
final class EvaluationCurve implements LoopListener {
    private static final String MEAN = "eval/mean_reward";

    private final List<Double> steps = new ArrayList<>();
    private final List<Double> returns = new ArrayList<>();

    @Override
    public void stepped(Training training) {}

    @Override
    public void recorded(MetricRow row) {
        Double mean = row.values().get(MEAN);
        if (mean != null) {
            steps.add((double) row.steps());
            returns.add(mean);
        }
    }

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) {}

    Series series(String name) {
        return new Series(
                name,
                steps.stream().mapToDouble(Double::doubleValue).toArray(),
                returns.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
