package dev.sinew.hal;

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
    private static final String ROOT = "dev.sinew.hal.";

    /// Each package of this module and those of this module that it may import.
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("bus", Set.of()),
            Map.entry("imu", Set.of("bus")),
            Map.entry("encoder", Set.of("bus")),
            Map.entry("motor", Set.of("bus")),
            Map.entry("power", Set.of("bus")),
            Map.entry("safety", Set.of("bus")),
            Map.entry("control", Set.of("safety")),
            Map.entry("task", Set.of("control")),
            Map.entry("emulator", Set.of("bus")),
            Map.entry("linux", Set.of("bus")),
            Map.entry("pi4j", Set.of("bus")),
            Map.entry("robot", Set.of("bus", "imu", "encoder", "motor", "power", "safety"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains(testClasses()))
            .importPackages("dev.sinew.hal");

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
        for (JavaPackage room : CLASSES.getPackage("dev.sinew.hal").getSubpackages()) {
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
    void theModuleImportsOnlyConfig() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sinew..")
                        .and(resideOutsideOfPackages("dev.sinew.hal..", "dev.sinew.config..")))
                .check(CLASSES);
    }

    @Test
    void onlyThePi4jPackageImportsPi4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "pi4j..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pi4j..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLinuxPackageLeavesTheJvm() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
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
