package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.CommandCounter;
import dev.sinew.config.command.SignedCommand;
import dev.sinew.config.command.Verb;
import dev.sinew.config.deployment.Deployments;
import dev.sinew.config.document.Section;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.telemetry.RemoteRobot;
import dev.sinew.runtime.telemetry.TelemetryException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew command`: tells a running robot something over its broker.
@picocli.CommandLine.Command(
        name = "command",
        description = "Tells a running robot something over its MQTT broker, signed, and waits for its answer.",
        exitCodeList = {
            "0:the robot accepted it",
            "2:the command line is not understood",
            "65:a name, a key or an address is wrong",
            "69:no broker, or no answer of the robot",
            "74:the counter of the key cannot be kept",
            "77:the robot refused it"
        },
        footer = {
            "  sinew command disarm --robot balancer --mqtt tcp://broker:1883 --key me",
            "  sinew command stop --robot balancer --mqtt tcp://broker:1883",
            "",
            "Verbs: arm, disarm, stop, swap, learn-on, learn-off, mark. stop needs no key and ends the run.",
            "",
            "Figures for --json: verb, robot, result, reason, counter"
        })
public final class SendCommand extends Subcommand {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long VALID_MILLIS = 5000;
    private static final long CLOCKS_APART_MILLIS = 5000;

    @Parameters(paramLabel = "VERB", description = "arm, disarm, stop, swap, learn-on, learn-off or mark")
    private String verb = "";

    @Option(names = "--robot", required = true, paramLabel = "ID", description = "the robot")
    private String robot = "";

    @Option(
            names = "--mqtt",
            paramLabel = "URI",
            description = "its broker, tcp://host:port (default: that of the deployment with the robot's name)")
    private Optional<String> mqtt = Optional.empty();

    @Option(names = "--key", paramLabel = "NAME", description = "one of your own keys, which the robot must trust")
    private Optional<String> key = Optional.empty();

    /// A command from afar.
    ///
    /// @param context to work in
    public SendCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        Verb wanted = Verb.of(verb)
                .orElseThrow(() ->
                        new IllegalArgumentException("verb must be one of " + Verb.words() + ", was '" + verb + "'"));
        String uri = broker();
        if (wanted == Verb.STOP) {
            try (RemoteRobot remote = connect(uri)) {
                byte[] anything = wanted.word().getBytes(StandardCharsets.UTF_8);
                return told(wanted, 0, remote.ask(CommandPost.STOP, anything, answer -> stops(answer), LIMIT));
            }
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException(verb + " must be signed: --key NAME, came without");
        }
        SigningKey signing = KeysCommand.keys(context()).load(key.get());
        try (RemoteRobot remote = connect(uri)) {
            return send(wanted, signing, remote);
        }
    }

    private RemoteRobot connect(String uri) {
        return RemoteRobot.connect(uri, robot, CommandPost.ANSWER, LIMIT);
    }

    private static boolean stops(Section answer) {
        return RemoteRobot.text(answer, "verb").equals(Verb.STOP.word())
                && RemoteRobot.text(answer, "result").equals("accepted");
    }

    private int send(Verb wanted, SigningKey signing, RemoteRobot remote) throws IOException {
        RemoteRobot.Start start = remote.start(LIMIT);
        long apart = Math.abs(start.unixMillis() - System.currentTimeMillis());
        if (apart > CLOCKS_APART_MILLIS) {
            context().err().println("sinew: the clock of " + robot + " and this one are " + apart / 1000 + " s apart");
        }
        String id = signing.trustedKey().id();
        Path counters = context().userFolder().resolve("counters").resolve(id);
        long counter = new CommandCounter(counters).next(System.currentTimeMillis());
        Command command = new Command(robot, start.nonce(), counter, start.unixMillis() + VALID_MILLIS, id, wanted);
        Optional<Section> answer = remote.ask(
                CommandPost.COMMAND,
                SignedCommand.write(command, signing),
                said -> RemoteRobot.text(said, "key").equals(id)
                        && RemoteRobot.text(said, "counter").equals(Long.toString(counter)),
                LIMIT);
        return told(wanted, counter, answer);
    }

    private int told(Verb wanted, long counter, Optional<Section> answer) {
        if (answer.isEmpty()) {
            throw new TelemetryException("robot '" + robot + "' must answer " + wanted.word() + " within "
                    + LIMIT.toSeconds() + " s, did not");
        }
        String result = RemoteRobot.text(answer.get(), "result");
        String reason = RemoteRobot.text(answer.get(), "reason");
        figures()
                .put("verb", wanted.word())
                .put("robot", robot)
                .put("result", result)
                .put("reason", reason)
                .put("counter", counter);
        if (result.equals("accepted")) {
            context().out().println(robot + " accepted " + wanted.word());
            return ExitCode.OK;
        }
        context()
                .err()
                .println("sinew: " + robot + " refused " + wanted.word() + ", " + reason + ": "
                        + RemoteRobot.text(answer.get(), "text").replaceAll("\\p{C}", "?")); // anyone may publish it
        return ExitCode.REFUSED;
    }

    private String broker() throws IOException {
        Deployments deployments = new Deployments(context().files());
        Optional<String> uri = mqtt.or(() -> deployments.names().contains(robot)
                ? deployments.deployment(robot).mqtt().map(URI::toString)
                : Optional.empty());
        if (uri.isEmpty() || !RunCommand.isBroker(uri.get())) {
            throw new IllegalArgumentException("--mqtt must be tcp://host:port or ssl://host:port, "
                    + uri.map(text -> "was '" + text + "'").orElse("came without and no deployment names one"));
        }
        return uri.get();
    }
}
