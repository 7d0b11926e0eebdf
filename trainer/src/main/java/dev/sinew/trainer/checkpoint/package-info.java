/// The folder a training keeps, and the checkpoints in it from which a new process goes on bit for bit.
///
/// ```text
/// runs/balancer/
///   config/                      what the training was started with, as text
///   progress.csv                 one row per interval, one column per figure
///   metrics.jsonl                the same rows, append-only; progress.csv is made from it
///   events.out.tfevents.*        the same rows for TensorBoard
///   checkpoints/
///     step-000000020000.checkpoint                      everything but the transitions
///     transitions-000000000000-000000020000.rows        transitions 0 to 19 999, written once
///   best/
///     best.policy                                       the learner at its best evaluation
///   run.lock                     held by the process that trains
/// ```
///
/// Every file but the append-only ones is written beside its place, forced to the disk and then renamed, so that a
/// reader and a process that dies see the old or the new one and nothing between.
@NullMarked
package dev.sinew.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
