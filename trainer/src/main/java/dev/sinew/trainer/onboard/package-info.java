/// Learning on a robot in the process that drives it, for a robot without a workstation. Start with [OnboardLearning].
@NullMarked
package dev.sinew.trainer.onboard;

import org.jspecify.annotations.NullMarked;
