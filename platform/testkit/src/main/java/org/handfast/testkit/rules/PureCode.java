package org.handfast.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of code that is given everything: it reads no clock, draws no lots, starts no thread, opens nothing, looks at no
 * environment and keeps nothing between calls. The core and every plugin are such code.
 */
final class PureCode {

    /** Calls that fetch what ought to come in. By owner; a constructor is {@code <init>}. */
    private static final Map<String, Set<String>> FETCHING = Map.of(
            "java.lang.System",
                    Set.of(
                            "currentTimeMillis",
                            "nanoTime",
                            "getenv",
                            "getProperty",
                            "getProperties",
                            "setProperty",
                            "exit"),
            "java.lang.Thread",
                    Set.of("<init>", "sleep", "start", "ofPlatform", "ofVirtual", "startVirtualThread", "yield"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.Date", Set.of("<init>"),
            "java.util.Collections", Set.of("shuffle"));

    private static final List<String> OPENING = List.of(
            "java.io.File",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledExecutorService",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.ThreadPoolExecutor");

    /** Addresses, and how text is written in one. */
    private static final Set<String> ADDRESSES = Set.of(
            "java.net.InetAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.UnknownHostException",
            "java.net.URLDecoder",
            "java.net.URLEncoder");

    private PureCode() {}

    static List<ArchRule> rules() {
        return List.of(fetchesNothing(), opensNothing(), keepsNothing());
    }

    private static ArchRule fetchesNothing() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("fetch time, chance or environment", PureCode::fetches))
                .because("everything that code may know comes in");
    }

    private static boolean fetches(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean clock = owner.startsWith("java.time.")
                && access.getTarget() instanceof CodeUnitAccessTarget
                && (name.equals("now") || name.startsWith("system") || name.startsWith("tick"));
        return clock || FETCHING.getOrDefault(owner, Set.of()).contains(name);
    }

    private static ArchRule opensNothing() {
        DescribedPredicate<JavaClass> outside = describe(
                "sockets, files, processes, threads or randomness",
                c -> OPENING.contains(c.getName())
                        || c.getPackageName().startsWith("java.nio.channels")
                        || c.getPackageName().startsWith("java.nio.file")
                        || c.getPackageName().startsWith("java.util.random")
                        || c.getPackageName().startsWith("java.net") && !ADDRESSES.contains(c.getName()));
        return noClasses().should().dependOnClassesThat(outside).because("everything that code wants goes out");
    }

    private static ArchRule keepsNothing() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("what is static is shared by whatever runs in one process")
                .allowEmptyShould(true);
    }

    /** Every package says why it exists, and whether its types may be null. */
    static void requirePackagesExplained(JavaClasses classes) {
        List<String> bare = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> !explained(p))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        if (!bare.isEmpty()) {
            throw new AssertionError("packages without a package-info that is @NullMarked: " + bare);
        }
    }

    private static boolean explained(JavaPackage javaPackage) {
        return javaPackage
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    /** Nothing but these packages, each with those below it. */
    static ArchRule dependsOnNothingBut(String... packages) {
        return noClasses().should().dependOnClassesThat(not(resideInAnyPackage(packages)));
    }
}
