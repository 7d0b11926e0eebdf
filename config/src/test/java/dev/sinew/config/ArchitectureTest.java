package dev.sinew.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The arrows of this module: document < robot < contract < task < bundle < experience < deployment, random below them
/// all, and nothing of the other modules.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isProduct)
            .importPackages("dev.sinew.config");

    private static boolean isProduct(Location location) {
        String tests = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return !location.contains(tests);
    }

    @Test
    void dependsOnNothingOfOurs() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sinew.config..", "java..", "org.jspecify.annotations..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void hasNoPackageCycle() {
        slices().matching("dev.sinew.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void importsOnlyDownward() {
        List<String> order = List.of(
                "random",
                "document",
                "robot",
                "reality",
                "contract",
                "task",
                "bundle",
                "command",
                "experience",
                "deployment");
        for (int i = 0; i + 1 < order.size(); i++) {
            String[] above = order.subList(i + 1, order.size()).stream()
                    .map(name -> "dev.sinew.config." + name)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.sinew.config." + order.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(CLASSES);
        }
    }

    @Test
    void parsesFilesInOnePlace() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.sinew.config.document")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("com.fasterxml.jackson..")
                .check(CLASSES);
    }
}
