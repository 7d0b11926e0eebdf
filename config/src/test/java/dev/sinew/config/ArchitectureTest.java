package dev.sinew.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.Test;

/// The arrows of this module: document < robot < contract < {task, bundle} < deployment, and nothing of the other
/// modules.
class ArchitectureTest {
    private final JavaClasses config = new ClassFileImporter()
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
                .check(config);
    }

    @Test
    void hasNoPackageCycle() {
        slices().matching("dev.sinew.(**)").should().beFreeOfCycles().check(config);
    }

    @Test
    void importsOnlyDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("document")
                .definedBy("dev.sinew.config.document")
                .layer("robot")
                .definedBy("dev.sinew.config.robot")
                .layer("contract")
                .definedBy("dev.sinew.config.contract")
                .layer("task")
                .definedBy("dev.sinew.config.task")
                .whereLayer("document")
                .mayNotAccessAnyLayer()
                .whereLayer("robot")
                .mayOnlyAccessLayers("document")
                .whereLayer("contract")
                .mayOnlyAccessLayers("document", "robot")
                .whereLayer("task")
                .mayOnlyAccessLayers("document", "robot", "contract")
                .check(config);
    }

    @Test
    void parsesFilesInOnePlace() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.sinew.config.document")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("com.fasterxml.jackson..")
                .check(config);
    }
}
