package org.handfast.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.handfast.api.PairingProtocol;

/**
 * What a plugin's code must keep to: it sees the plugin API, the JDK and itself, and of the JDK nothing that reads a clock,
 * draws lots, starts threads or opens anything. Call {@link #check} from a test of the plugin.
 */
public final class PluginRules {

    private PluginRules() {}

    /** Requires the rules of all code in a protocol's package and below it, its tests excepted. */
    public static void check(Class<? extends PairingProtocol<?>> protocol) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(protocol);
        PureCode.dependsOnNothingBut(
                        "java..",
                        "org.handfast.api",
                        "org.jspecify.annotations",
                        "org.osgi.service.component.annotations",
                        protocol.getPackageName() + "..")
                .because("a plugin that sees nothing else can be replaced while the hub runs")
                .check(classes);
        PureCode.rules().forEach(rule -> rule.check(classes));
        PureCode.requirePackagesExplained(classes);
    }
}
