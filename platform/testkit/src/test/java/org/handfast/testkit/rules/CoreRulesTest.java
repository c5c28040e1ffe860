package org.handfast.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The arrows of the core. */
class CoreRulesTest {

    private static final String CORE = "org.handfast.core";
    private static final String JSON = CORE + ".json";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(CORE);

    /** What is kept and the store that keeps it know each other, since a store keeps records and rules read it. */
    private static final Set<String> WHAT_IS_KEPT = Set.of("audit", "message", "presence", "registry", "store");

    private static final String[] SEEN = {
        "java..", "org.handfast.api", "org.handfast.api.transport", "org.jspecify.annotations", CORE + ".."
    };

    @Test
    void theCoreSeesNoFramework() {
        PureCode.dependsOnNothingBut(SEEN)
                .because("frameworks know the core, and the core knows none")
                .check(CLASSES.that(not(resideInAPackage(JSON))));
    }

    @Test
    void theReaderOfJsonSeesAParserAndNothingElse() {
        PureCode.dependsOnNothingBut(Stream.concat(Stream.of(SEEN), Stream.of("com.fasterxml.jackson.core"))
                        .toArray(String[]::new))
                .because("which parser reads what peers send is decided in one package")
                .check(CLASSES.that(resideInAPackage(JSON)));
    }

    @Test
    void theCoreIsGivenTimeChanceAndThreads() {
        PureCode.rules().forEach(rule -> rule.check(CLASSES));
    }

    @Test
    void everyPackageSaysWhyItExists() {
        PureCode.requirePackagesExplained(CLASSES);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        String name = javaClass.getPackageName();
                        if (!name.startsWith(CORE + ".")) {
                            return SliceIdentifier.ignore();
                        }
                        String own = name.substring(CORE.length() + 1);
                        return SliceIdentifier.of(WHAT_IS_KEPT.contains(own) ? "what is kept" : own);
                    }

                    @Override
                    public String getDescription() {
                        return "packages of the core";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
