/// What a robot experiences, made of its journal: transitions with their reward, from the robot's own readings.
///
/// [dev.sinew.runtime.experience.TransitionAssembler] first; [dev.sinew.runtime.experience.MeasuredReward] values them.
@NullMarked
package dev.sinew.runtime.experience;

import org.jspecify.annotations.NullMarked;
