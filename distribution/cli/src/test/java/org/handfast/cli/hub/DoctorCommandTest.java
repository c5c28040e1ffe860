package org.handfast.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.Json;
import org.handfast.cli.admin.FakeAdminApi;

class DoctorCommandTest {

    private static final String RUNS =
            "{\"items\":[{\"id\":\"libp2p\",\"title\":\"libp2p\",\"plugin\":\"p\",\"port\":4001,\"running\":true}]}";
    private static final String REPORT = """
            {"items":[
             {"section":"This node","name":"peer id","detail":"12D3KooWRNw"},
             {"section":"Addresses","name":"/ip4/192.0.2.7/tcp/4001","detail":"everywhere, reached from here"},
             {"section":"mDNS","name":"heard","detail":"1 queries"},
             {"section":"Addresses","name":"/ip4/10.0.0.1/tcp/4001","detail":"local \\u001b[2J"}]}""";

    @TempDir
    private Path data;

    private FakeAdminApi hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeAdminApi(data);
        hub.on("GET hub", "{\"name\":\"Home\",\"version\":\"0.1\",\"startedAt\":\"2026-03-01T12:00:00Z\"}")
                .on("GET plugins", "{\"items\":[{\"name\":\"p\",\"state\":\"RUNNING\",\"detail\":\"\"}]}")
                .on("GET transports", RUNS)
                .on("GET transports/libp2p", REPORT);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String doctor(String... arguments) {
        return hub.run(new DoctorCommand(), arguments);
    }

    @Test
    void tellsWhatATransportReportsBySections() {
        assertThat(doctor("libp2p")).isEqualTo("""
                This node
                  peer id  12D3KooWRNw

                Addresses
                  /ip4/192.0.2.7/tcp/4001  everywhere, reached from here
                  /ip4/10.0.0.1/tcp/4001   local \ufffd[2J

                mDNS
                  heard  1 queries
                """);
    }

    @Test
    void scriptsGetTheReportAsItIs() throws IOException {
        assertThat(Json.MAPPER.readTree(doctor("libp2p", "--json"))).isEqualTo(Json.MAPPER.readTree(REPORT));
    }

    @Test
    void saysWhichTransportsRunIfOneDoesNot() {
        assertThat(doctor("bluetooth")).startsWith("no transport 'bluetooth' runs; those that do: libp2p");
        assertThat(hub.exit()).isEqualTo(2);
    }

    @Test
    void allIsWell() {
        assertThat(doctor()).isEqualTo("""
                Home 0.1 runs since 2026-03-01T12:00:00Z
                  Plugins     1 of 1 run
                  Transport   libp2p on port 4001; more: handfast doctor libp2p
                All is well.
                """);
        assertThat(hub.exit()).isZero();
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        hub.on("GET plugins", "{\"items\":[{\"name\":\"p\",\"state\":\"FAILED\",\"detail\":\"port 4001 is taken\"}]}")
                .on("GET transports", RUNS.replace("true", "false"));
        assertThat(doctor())
                .contains(
                        "  Problem     the plugin p does not run: port 4001 is taken\n",
                        "  Problem     the transport libp2p does not run\n")
                .doesNotContain("All is well");
        assertThat(hub.exit()).isEqualTo(1);
        assertThat(Json.MAPPER.readTree(doctor("--json")).path("problems")).hasSize(2);
    }

    @Test
    void saysThatNoHubRuns(@TempDir Path elsewhere) {
        assertThat(hub.run(new DoctorCommand(), "--data=" + elsewhere)).startsWith("no hub runs on " + elsewhere);
        assertThat(hub.exit()).isEqualTo(3);
    }
}
