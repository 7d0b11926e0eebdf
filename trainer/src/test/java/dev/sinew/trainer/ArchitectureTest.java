package dev.sinew.trainer;

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

/// Who may import whom: the arrows of the architecture between the packages of this module, and, because it sees them
/// all, between the modules.
class ArchitectureTest {
    private static final String PRODUCT = "dev.sinew.";
    private static final String ROOT = "dev.sinew.trainer.";
    private static final Set<String> NUMBERS = Set.of("kernel", "network");

    /// Each package of this module and those of this module that it may import; `cli` may import all.
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("network", Set.of("kernel")),
            Map.entry("optimizer", NUMBERS),
            Map.entry("replay", Set.of("kernel", "network", "normalization")),
            Map.entry("exploration", NUMBERS),
            Map.entry("normalization", NUMBERS),
            Map.entry("evaluation", Set.of()),
            Map.entry("loop", Set.of("evaluation", "network", "replay")),
            Map.entry("rollout", Set.of("kernel", "network", "optimizer", "normalization", "loop", "replay")),
            Map.entry(
                    "offpolicy",
                    Set.of("kernel", "network", "optimizer", "replay", "normalization", "loop", "exploration")),
            Map.entry(
                    "algorithm",
                    Set.of(
                            "kernel",
                            "network",
                            "optimizer",
                            "replay",
                            "normalization",
                            "loop",
                            "rollout",
                            "offpolicy",
                            "exploration")),
            Map.entry("checkpoint", Set.of("evaluation", "loop", "replay")),
            Map.entry("progress", Set.of("checkpoint", "evaluation", "loop")),
            Map.entry("export", Set.of("evaluation", "kernel", "network")),
            Map.entry("run", Set.of("algorithm", "checkpoint", "evaluation", "loop", "network", "progress", "rollout")),
            Map.entry(
                    "hardware",
                    Set.of(
                            "algorithm",
                            "checkpoint",
                            "export",
                            "loop",
                            "network",
                            "offpolicy",
                            "optimizer",
                            "replay",
                            "run")),
            Map.entry("remote", Set.of("checkpoint", "export", "hardware", "network")),
            Map.entry("onboard", Set.of("checkpoint", "hardware", "network", "remote")),
            Map.entry("report", Set.of()),
            Map.entry("comparison", Set.of("checkpoint", "progress", "report")),
            Map.entry("broker", Set.of())));

    private static final Map<String, Set<String>> MODULES = Map.of(
            "config", Set.of(),
            "hal", Set.of("config"),
            "sim", Set.of("config", "hal"),
            "runtime", Set.of("config", "hal"),
            "trainer", Set.of("config", "hal", "sim", "runtime"));

    /// All but the classes that came from where this test came from.
    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains(ArchitectureTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath()))
            .importPackages("dev.sinew");

    private static final JavaClasses CLASSES = PRODUCT_CLASSES.that(resideInAPackage(ROOT + "."));

    @Test
    void everyPackageHasItsArrows() {
        Set<String> unknown = new TreeSet<>();
        for (JavaPackage room : PRODUCT_CLASSES.getPackage("dev.sinew.trainer").getSubpackages()) {
            unknown.add(room.getRelativeName());
        }
        unknown.removeAll(ARROWS.keySet());
        unknown.remove("cli");

        assertEquals(Set.of(), unknown, "name the new package in this test and in the module's README");
    }

    @Test
    void packagesImportOnlyWhatTheirArrowsAllow() {
        Set<String> all = new TreeSet<>(ARROWS.keySet());
        all.add("cli");
        ARROWS.forEach((from, allowed) -> requireArrows(ROOT, all, from, allowed));
    }

    @Test
    void modulesImportOnlyWhatTheirArrowsAllow() {
        MODULES.forEach((from, allowed) -> requireArrows(PRODUCT, MODULES.keySet(), from, allowed));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(PRODUCT + "(**)").should().beFreeOfCycles().check(PRODUCT_CLASSES);
    }

    @Test
    void algorithmsNeverImportEachOther() {
        slices().matching(ROOT + "algorithm.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheKernelsUseTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(PRODUCT_CLASSES);
    }

    @Test
    void onlyTheTwoNativePackagesLeaveTheJvm() {
        noClasses()
                .that(resideOutsideOfPackages("dev.sinew.hal.linux..", "dev.sinew.sim.mujoco.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(PRODUCT_CLASSES);
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
        noClasses().should().resideInAPackage("dev.sinew.." + name + "..").check(PRODUCT_CLASSES);
    }

    private void requireArrows(String root, Set<String> all, String from, Set<String> allowed) {
        List<String> forbidden = new ArrayList<>();
        for (String to : all) {
            if (!to.equals(from) && !allowed.contains(to)) {
                forbidden.add(root + to + "..");
            }
        }
        noClasses()
                .that()
                .resideInAPackage(root + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .because("of all arrows, " + from + " has those to " + allowed)
                .allowEmptyShould(true)
                .check(PRODUCT_CLASSES);
    }
}
