package org.handfast.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules tried on code that breaks them, one way each. */
class PureCodeTest {

    static class ReadsTheClock {
        Instant time() {
            return Instant.now();
        }
    }

    static class ReadsTheDate {
        LocalDate day() {
            return LocalDate.now(Clock.systemUTC());
        }
    }

    static class CountsNanoseconds {
        long time() {
            return System.nanoTime();
        }
    }

    static class LooksAtTheEnvironment {
        String home() {
            return System.getProperty("user.home");
        }
    }

    static class DrawsLots {
        double draw() {
            return Math.random();
        }
    }

    static class MakesUpNames {
        UUID name() {
            return UUID.randomUUID();
        }
    }

    static class HasARandom {
        Random random = new Random(1);
    }

    static class Shuffles {
        void shuffle(List<String> list) {
            Collections.shuffle(list);
        }
    }

    static class StartsAThread {
        Thread start() {
            return Thread.ofVirtual().unstarted(() -> {});
        }
    }

    static class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(Duration.ofDays(1));
        }
    }

    static class HasExecutors {
        Object make() {
            return Executors.newCachedThreadPool();
        }
    }

    static class OpensASocket {
        Object open() throws IOException {
            return new Socket("localhost", 1);
        }
    }

    static class ReadsAFile {
        String read() throws IOException {
            return Files.readString(Path.of("x"));
        }
    }

    static class KeepsState {
        static int count;
    }

    /** Everything that is allowed, at once. */
    static class Pure {
        private static final int MOST = 3;

        Instant later(Instant now, InetAddress from) {
            Thread.currentThread().setContextClassLoader(from.getClass().getClassLoader());
            return now.plus(Duration.ofSeconds(MOST));
        }
    }

    private static boolean breaksARule(Class<?> type) {
        JavaClasses classes = new ClassFileImporter().importClasses(type);
        return PureCode.rules().stream().anyMatch(rule -> rule.evaluate(classes).hasViolation());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReadsTheClock.class,
                ReadsTheDate.class,
                CountsNanoseconds.class,
                LooksAtTheEnvironment.class,
                DrawsLots.class,
                MakesUpNames.class,
                HasARandom.class,
                Shuffles.class,
                StartsAThread.class,
                Sleeps.class,
                HasExecutors.class,
                OpensASocket.class,
                ReadsAFile.class,
                KeepsState.class
            })
    void findsCodeThatFetchesOpensOrKeeps(Class<?> type) {
        assertThat(breaksARule(type)).isTrue();
    }

    @Test
    void leavesPureCodeAlone() {
        assertThat(breaksARule(Pure.class)).isFalse();
    }

    @Test
    void findsDependenciesThatAreNotListed() {
        JavaClasses classes = new ClassFileImporter().importClasses(PureCodeTest.class);
        assertThat(PureCode.dependsOnNothingBut("java..", "org.handfast..")
                        .evaluate(classes)
                        .hasViolation())
                .isTrue();
        assertThat(PureCode.dependsOnNothingBut(
                                "java..", "org.handfast..", "org.junit..", "org.assertj..", "com.tngtech..")
                        .evaluate(classes)
                        .hasViolation())
                .isFalse();
    }

    @Test
    void findsPackagesThatDoNotExplainThemselves() {
        assertThatThrownBy(() -> PureCode.requirePackagesExplained(new ClassFileImporter().importClasses(String.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.lang");
        assertThatCode(() -> PureCode.requirePackagesExplained(
                        new ClassFileImporter().importPackages("org.handfast.testkit.rules")))
                .doesNotThrowAnyException();
    }
}
