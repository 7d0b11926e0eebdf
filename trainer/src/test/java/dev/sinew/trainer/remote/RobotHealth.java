package dev.sinew.trainer.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sinew.config.experience.ExperienceCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a robot says of one life of its process: its ticks so far, and where its transitions are.
record RobotHealth(String session, long ticks, long missed, long late, ExperienceCounters experience) {
    /// {@return what a message on `tlm/health` says}
    static RobotHealth read(byte[] payload) {
        JsonNode json = parsed(payload);
        return new RobotHealth(
                json.required("session").asText(),
                json.required("run_ticks").asLong(),
                json.required("run_missed").asLong(),
                json.required("run_late").asLong(),
                counters(json, "experience_"));
    }

    /// {@return what `run --json` has written at the end; `ticks` and `late` are those in which it was driven}
    static RobotHealth figures(String session, Path file) throws IOException {
        JsonNode json = parsed(Files.readAllBytes(file));
        return new RobotHealth(
                session,
                json.required("ticks").asLong(),
                json.required("missed_ticks").asLong(),
                json.required("late_ticks").asLong(),
                counters(json, "experience."));
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExperienceCounters counters(JsonNode json, String front) {
        return new ExperienceCounters(
                json.required(front + "recovered").asLong(),
                json.required(front + "produced").asLong(),
                json.required(front + "delivered").asLong(),
                json.required(front + "spooled").asLong(),
                json.required(front + "queued").asLong(),
                json.required(front + "dropped").asLong(),
                json.required(front + "unfinished").asLong(),
                0,
                0); // a robot says nothing of the last two
    }

    /// {@return whether every transition is somewhere, once}
    boolean addsUp() {
        return experience.produced() + experience.recovered()
                == experience.delivered() + experience.spooled() + experience.queued() + experience.dropped();
    }
}
