package org.handfast.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

@Timeout(120)
class DurabilityTest {

    private static final Pattern MADE = Pattern.compile("made (\\d+)\\.");

    @TempDir
    Path folder;

    @Test
    void keepsAllThatWasAcknowledgedBeforeAHardKill() throws Exception {
        for (int kill = 1; kill <= 2; kill++) {
            List<Integer> acknowledged = acknowledgedUntilKilled(folder.resolve("hub-" + kill), 100 * kill, 0);

            JdbcConnectionPool pool = H2.pool(folder.resolve("hub-" + kill));
            try (Database database = Database.open(pool)) {
                Store store = database.store();
                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100 * kill).allSatisfy(n -> {
                    assertThat(store.commit(Changes.of(new Write.AddClaim(Samples.claim("kill", n)))))
                            .isInstanceOf(Committed.Lost.class);
                    assertThat(store.device(Samples.id(n)))
                            .contains(Samples.device(n).atVersion(1));
                });
                // What was made without being acknowledged is made whole.
                List<DeviceRecord> devices = store.devices(Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
                assertThat(store.claims(Samples.PROTOCOL, "kill")).isEqualTo(devices.size());
            } finally {
                pool.dispose();
            }
        }
    }

    /** Each time the database recovers from the kill before, and is killed again when little has been added. */
    @Test
    void keepsAllThatWasAcknowledgedOverManyKills() throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < 8; kill++) {
            acknowledged.addAll(acknowledgedUntilKilled(folder, 1 + kill, 10_000 * kill));
        }
        JdbcConnectionPool pool = H2.pool(folder);
        try (Database database = Database.open(pool)) {
            assertThat(acknowledged).allSatisfy(n -> assertThat(database.store().device(Samples.id(n)))
                    .as("device " + n)
                    .isPresent());
        } finally {
            pool.dispose();
        }
    }

    private static List<Integer> acknowledgedUntilKilled(Path folder, int enough, int after) throws Exception {
        Process hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommittingHub.class.getName(),
                        folder.toString(),
                        Integer.toString(after))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(hub.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher made = MADE.matcher(line);
                if (made.matches()) {
                    acknowledged.add(Integer.parseInt(made.group(1)));
                }
                if (acknowledged.size() == enough) {
                    // By its handle, as the process itself would close what it has said and nobody has read yet.
                    hub.toHandle().destroyForcibly();
                }
            }
        } finally {
            hub.destroyForcibly().waitFor();
        }
        return acknowledged;
    }
}
