package dev.sinew.runtime.session;

import dev.sinew.config.command.Verb;
import dev.sinew.runtime.command.CommandTarget;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Carries commands out as an operator beside the robot would: by requests, which the loop takes and the gate grants.
final class RemoteControl implements CommandTarget {
    private final Requests requests;
    private final Episodes episodes;
    private final Supplier<Mode> mode;
    private final BooleanSupplier swapNow;

    RemoteControl(Requests requests, Episodes episodes, Supplier<Mode> mode, BooleanSupplier swapNow) {
        this.swapNow = swapNow;
        this.requests = requests;
        this.episodes = episodes;
        this.mode = mode;
    }

    @Override
    public Optional<String> carryOut(Verb verb) {
        return switch (verb) {
            case ARM -> arm();
            case DISARM -> disarm();
            case STOP -> {
                stop("stopped by a signed command");
                yield Optional.empty();
            }
            case SWAP -> swapNow.getAsBoolean() ? Optional.empty() : Optional.of("no policy waits to be swapped in");
            case LEARN_ON -> ask(OperatorRequests.LEARN_ON);
            case LEARN_OFF -> ask(OperatorRequests.LEARN_OFF);
            case MARK -> ask(OperatorRequests.MARK);
        };
    }

    private Optional<String> arm() {
        Mode now = mode.get();
        if (!(now instanceof Mode.Inactive)) {
            return Optional.of("the mode must be inactive to arm, was " + now.word());
        }
        episodes.hold(false);
        return ask(OperatorRequests.ARM);
    }

    private Optional<String> disarm() {
        episodes.hold(true); // before the request: nobody arms in between
        return ask(OperatorRequests.DISARM);
    }

    private Optional<String> ask(int request) {
        requests.operator().ask(request);
        return Optional.empty();
    }

    @Override
    public void stop(String why) {
        requests.stop().request(why);
    }
}
