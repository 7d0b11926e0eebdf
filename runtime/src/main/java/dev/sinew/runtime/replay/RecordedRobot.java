package dev.sinew.runtime.replay;

import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.FlightRecordException;
import dev.sinew.runtime.recorder.FlightSession;
import java.nio.charset.StandardCharsets;

/// The robot of a flight record, made from the files within it: nothing of this machine's configuration counts.
///
/// @param description what it is
/// @param wiring where its devices are
/// @param contract of its policies
public record RecordedRobot(RobotDescription description, Wiring wiring, PolicyContract contract) {
    /// {@return the robot of a record}
    ///
    /// @param record that holds its files
    /// @throws FlightRecordException when a file is missing
    public static RecordedRobot of(FlightRecord record) throws FlightRecordException {
        RobotDescription description = Robots.description(FlightSession.ROBOT, text(record, FlightSession.ROBOT));
        return new RecordedRobot(
                description,
                Robots.wiring(FlightSession.WIRING, text(record, FlightSession.WIRING), description),
                ContractFormat.read(FlightSession.CONTRACT, text(record, FlightSession.CONTRACT)));
    }

    private static String text(FlightRecord record, String name) throws FlightRecordException {
        return StandardCharsets.UTF_8
                .decode(record.attachment(name)
                        .orElseThrow(() -> new FlightRecordException(
                                "the flight record cannot be replayed: it must hold " + name + ", was without")))
                .toString();
    }
}
