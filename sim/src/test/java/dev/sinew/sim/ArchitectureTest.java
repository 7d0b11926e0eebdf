package dev.sinew.sim;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Who may import whom: the arrows of the architecture, inside this module and out of it.
class ArchitectureTest {
    private static final String ROOT = "dev.sinew.sim.";

    /// Each room of this module and those of this module that it may import.
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("mujoco", Set.of()),
            Map.entry("sensor", Set.of("mujoco")),
            Map.entry("actuator", Set.of()),
            Map.entry("world", Set.of("mujoco", "sensor")),
            Map.entry("randomization", Set.of("world")),
            Map.entry("task", Set.of("mujoco", "sensor", "actuator", "world", "randomization")),
            Map.entry("environment", Set.of("mujoco", "task")),
            Map.entry("parity", Set.of("mujoco", "task")),
            Map.entry("plant", Set.of("mujoco", "world"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isProduct)
            .importPackages("dev.sinew.sim");

    private static boolean isProduct(Location location) {
        String tests = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return !location.contains(tests);
    }

    @Test
    void everyRoomHasItsArrows() {
        Set<String> unknown = new TreeSet<>();
        for (JavaPackage room : CLASSES.getPackage("dev.sinew.sim").getSubpackages()) {
            unknown.add(room.getRelativeName());
        }
        unknown.removeAll(ARROWS.keySet());

        assertEquals(Set.of(), unknown, "name the new package in this test and in the module's README");
    }

    @Test
    void roomsImportOnlyWhatTheirArrowsAllow() {
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
                    .check(CLASSES);
        });
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("dev.sinew.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theModuleImportsOnlyHalAndConfig() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sinew..")
                        .and(resideOutsideOfPackages("dev.sinew.sim..", "dev.sinew.hal..", "dev.sinew.config..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheBindingLeavesTheJvm() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sinew.sim.mujoco")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void fetchingKnowsNothingOfTheBinding() {
        noClasses()
                .that()
                .resideInAPackage("dev.sinew.sim.mujoco.parts")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sinew.sim.mujoco")
                .check(CLASSES);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }
}
