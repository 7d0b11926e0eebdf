package dev.sinew.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may import whom: the arrows of the architecture, inside this module and out of it.
class ArchitectureTest {
    private static final String ROOT = "dev.sinew.runtime.";

    /// Each package of this module and those of this module that it may import. The loop knows nothing of recorder
    /// and telemetry, which read its journal; nobody imports the command line.
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("protobuf", Set.of()),
            Map.entry("mode", Set.of()),
            Map.entry("policy", Set.of("protobuf")),
            Map.entry("journal", Set.of("mode")),
            Map.entry("loop", Set.of("journal", "mode")),
            Map.entry("shadow", Set.of()),
            Map.entry("health", Set.of("shadow")),
            Map.entry("exploration", Set.of()),
            Map.entry("experience", Set.of("journal", "mode", "telemetry")),
            Map.entry("recorder", Set.of("health", "journal", "mode", "protobuf", "shadow")),
            Map.entry("telemetry", Set.of("health", "journal", "mode", "shadow")),
            Map.entry("command", Set.of("journal", "telemetry")),
            Map.entry("deployment", Set.of("journal", "policy", "telemetry")),
            Map.entry(
                    "session",
                    Set.of(
                            "mode",
                            "policy",
                            "shadow",
                            "health",
                            "journal",
                            "loop",
                            "recorder",
                            "telemetry",
                            "command",
                            "deployment",
                            "experience",
                            "exploration")),
            Map.entry("replay", Set.of("mode", "policy", "journal", "loop", "recorder", "exploration")),
            Map.entry(
                    "cli",
                    Set.of(
                            "protobuf",
                            "mode",
                            "policy",
                            "journal",
                            "loop",
                            "recorder",
                            "telemetry",
                            "command",
                            "deployment",
                            "session",
                            "replay",
                            "experience",
                            "exploration",
                            "shadow"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains(testClasses()))
            .importPackages("dev.sinew.runtime");

    private static String testClasses() {
        return ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> unknown = new TreeSet<>();
        for (JavaPackage room : CLASSES.getPackage("dev.sinew.runtime").getSubpackages()) {
            unknown.add(room.getRelativeName());
        }
        unknown.removeAll(ARROWS.keySet());

        assertEquals(Set.of(), unknown, "name the new package in this test and in the module's README");
    }

    @Test
    void packagesImportOnlyWhatTheirArrowsAllow() {
        ARROWS.forEach((from, allowed) -> {
            List<String> forbidden = new ArrayList<>();
            for (String to : ARROWS.keySet()) {
                if (!to.equals(from) && !allowed.contains(to)) {
                    forbidden.add(ROOT + to + "..");
                }
            }
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + from + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(String[]::new))
                    .because("of all arrows of this module, " + from + " has those to " + allowed)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theModuleImportsOnlyHalAndConfig() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sinew..")
                        .and(resideOutsideOfPackages("dev.sinew.runtime..", "dev.sinew.hal..", "dev.sinew.config..")))
                .check(CLASSES);
    }

    @Test
    void onlyThePolicyPackageImportsOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "policy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void onlyTheTelemetryPackageImportsTheMqttClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.paho..")
                .check(CLASSES);
    }

    @Test
    void nothingLeavesTheJvmByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "jdk.incubator..", "sun.misc..")
                .check(CLASSES);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"util", "utils", "common", "core", "impl", "base", "misc", "helper", "manager", "tools", "shared"
            })
    void noPackageIsALumberRoom(String name) {
        noClasses().should().resideInAPackage("dev.sinew.." + name + "..").check(CLASSES);
    }
}
