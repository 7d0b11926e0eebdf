/// Figures of a training for people and their tools: `progress.csv`, `metrics.jsonl`, TensorBoard events with the
/// keys that users of Stable-Baselines3 know, and progress on the console.
@NullMarked
package dev.sinew.trainer.progress;

import org.jspecify.annotations.NullMarked;
