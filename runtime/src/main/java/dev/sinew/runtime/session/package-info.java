/// One run of a policy on a robot, from opening the board to the closed record: what `run` and the demo share.
@NullMarked
package dev.sinew.runtime.session;

import org.jspecify.annotations.NullMarked;
