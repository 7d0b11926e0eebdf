package dev.sinew.trainer.loop;

/// Receives named figures.
public interface MetricSink {
    /// One figure.
    ///
    /// @param key as in TensorBoard, `group/name`
    /// @param value the figure
    void metric(String key, double value);
}
