package org.handfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.Json;

class AdminCommandsTest {

    private static final String ADA = """
            {"id":"4fb1713a-0000-4000-8000-000000000001","name":"Ada","addresses":[{"address":"ADACODE"}]}""";
    private static final String PAIRED = """
            {"protocol":"relay","proposer":{"address":"ADACODE","name":"Ada","deviceId":"4fb1713a-0000-4000-8000-000000000001"},
             "other":{"address":"BOB+1","name":"Bob","deviceId":"b0b00000-0000-4000-8000-000000000002"},
             "standing":"ESTABLISHED","since":"2026-03-01T12:00:00Z"}""";

    @TempDir
    private Path data;

    private FakeAdminApi hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeAdminApi(data);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String items(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private void knows(String meant, String... devices) {
        hub.on("GET devices?limit=500&query=" + AdminApi.encode(meant), items(devices));
    }

    @Test
    void asksTheHubForADeviceByItsAddressAndBlocksIt() {
        knows("ADACODE", ADA);
        hub.on("PUT devices/4fb1713a-0000-4000-8000-000000000001/suspension", "{}");

        assertThat(hub.run("block", "ADACODE", "--reason", "odd traffic")).isEqualTo("'Ada' is blocked.\n");
        assertThat(hub.asked())
                .containsExactly(
                        "GET devices?limit=500&query=ADACODE",
                        "PUT devices/4fb1713a-0000-4000-8000-000000000001/suspension {\"reason\":\"odd traffic\"}");
    }

    @Test
    void looksThroughTheListForLessOfAnIdThanTheHubLooksFor() {
        knows("4f");
        hub.on("GET devices?limit=500", items(ADA))
                .on("DELETE devices/4fb1713a-0000-4000-8000-000000000001/suspension", "{}");

        assertThat(hub.run("unblock", "4f")).isEqualTo("'Ada' is no longer blocked.\n");
    }

    @Test
    void takesNoPartOfANameOrAnAddressForTheWhole() {
        knows("ADA", ADA);
        hub.on("GET devices?limit=500", items(ADA));

        assertThat(hub.run("block", "ADA")).isEqualTo("there is no device 'ADA'");
    }

    @Test
    void renamesADevice() {
        knows("Ada", ADA);
        hub.on("PUT devices/4fb1713a-0000-4000-8000-000000000001/name", "{\"device\":{\"name\":\"Grace\"}}");

        assertThat(hub.run("rename", "Ada", "Grace ")).isEqualTo("'Ada' is called 'Grace' now.\n");
        assertThat(hub.asked()).last().asString().endsWith("/name {\"name\":\"Grace \"}");
    }

    @Test
    void endsThePairingOfTwoDevicesAndGivesTheReason() {
        knows("Ada", ADA);
        hub.on("GET devices/4fb1713a-0000-4000-8000-000000000001", "{\"peerings\":[" + PAIRED + "]}")
                .on("DELETE peerings/relay/ADACODE/BOB%2B1?reason=sold+%26+gone", PAIRED);

        assertThat(hub.run("revoke-pairing", "Ada", "Bob", "--yes", "--reason", "sold & gone"))
                .isEqualTo("'Ada' and 'Bob' are paired no more.\n");
    }

    @Test
    void saysThatTwoDevicesAreNotPaired() {
        knows("Ada", ADA);
        hub.on("GET devices/4fb1713a-0000-4000-8000-000000000001", "{\"peerings\":[" + PAIRED + "]}");

        assertThat(hub.run("revoke-pairing", "Ada", "Cleo", "--yes")).isEqualTo("'Ada' has no pairing with 'Cleo'");
        assertThat(hub.run("revoke-pairing", "Ada", "Ada", "--yes")).isEqualTo("'Ada' has no pairing with 'Ada'");
    }

    @Test
    void listsPairingsAndSaysHowTheFirstIsMade() throws JsonProcessingException {
        hub.on("GET peerings?limit=500", items());
        assertThat(hub.run("peerings")).contains("handfast device relay pair CODE");

        hub.on("GET peerings?limit=500", items(PAIRED));
        assertThat(hub.run("peerings")).isEqualTo("""
                ADDRESS  NAME  ADDRESS  NAME  STATE        SINCE                 REASON
                ADACODE  Ada   BOB+1    Bob   ESTABLISHED  2026-03-01T12:00:00Z
                """);
        assertThat(Json.MAPPER.readTree(hub.run("peerings", "--json"))).isEqualTo(Json.MAPPER.readTree(items(PAIRED)));
    }

    @Test
    void listsMailboxesAsTheHubOrdersThem() {
        hub.on("GET mailboxes?limit=500", items());
        assertThat(hub.run("mailboxes")).isEqualTo("Nothing waits.\n");

        hub.on("GET mailboxes?limit=500", items("""
                        {"address":"BOBCODE","deviceName":"Bob","protocolTitle":"Relay","parcels":3,"bytes":1204}"""));
        assertThat(hub.run("mailboxes")).isEqualTo("""
                ADDRESS  DEVICE  PROTOCOL  MESSAGES  BYTES
                BOBCODE  Bob     Relay     3         1204
                """);
    }
}
