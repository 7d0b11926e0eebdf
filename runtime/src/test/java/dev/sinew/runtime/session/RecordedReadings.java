package dev.sinew.runtime.session;

import dev.sinew.config.robot.RobotState;
import dev.sinew.runtime.protobuf.ProtobufReader;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.RecordedTick;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the balancer's sensors said in each tick of a flight record. Field numbers are those of its schema.
final class RecordedReadings {
    private RecordedReadings() {}

    static List<RobotState> of(Path file) throws IOException {
        List<RobotState> states = new ArrayList<>();
        try (FlightRecord record = FlightRecord.open(file)) {
            for (Optional<RecordedTick> tick = record.next(); tick.isPresent(); tick = record.next()) {
                byte[] message = new byte[tick.get().message().remaining()];
                tick.get().message().get(message);
                states.add(state(new ProtobufReader(message)));
            }
        }
        return states;
    }

    private static RobotState state(ProtobufReader tick) {
        RobotState state = new RobotState(2);
        while (tick.next()) {
            if (tick.field() == 15) {
                readings(tick.message(), state);
            } else {
                tick.skip();
            }
        }
        return state;
    }

    private static void readings(ProtobufReader fields, RobotState state) {
        int[] faultTicks = new int[3];
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> state.timeNanos(fields.fixedLong());
                case 2 -> doubles(fields.bytes(), state.position());
                case 3 -> doubles(fields.bytes(), state.velocity());
                case 4 -> doubles(fields.bytes(), state.angularVelocity());
                case 5 -> doubles(fields.bytes(), state.specificForce());
                case 8, 9, 10 -> faultTicks[fields.field() - 8] = (int) fields.varint();
                default -> fields.skip();
            }
        }
        state.faultTicks(faultTicks[0], faultTicks[1], faultTicks[2]);
    }

    private static void doubles(ByteBuffer packed, double[] values) {
        packed.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    }
}
