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
                        {"address":"BOBCODE","deviceName":"Bob","protocolTitle":"Relay","parcels":3,"bytes":1204,
                         "oldestAt":"2026-03-01T12:00:00Z"}"""));
        assertThat(hub.run("mailboxes")).isEqualTo("""
                ADDRESS  DEVICE  PROTOCOL  MESSAGES  BYTES  OLDEST
                BOBCODE  Bob     Relay     3         1204   2026-03-01T12:00:00Z
                """);
    }

    private static final String ACCOUNT = """
            {"id":"0f000000-0000-4000-8000-000000000003","stage":"ACCOUNT","name":"Grace","remote":"192.0.2.7:4000",
             "protocolTitle":"QR connection","shown":[{"kind":"PEER_FINGERPRINT","values":["absorb","acid"]}]}""";

    @Test
    void saysWhoWantsAnAccountAndByWhichKey() {
        hub.on("GET questions", items(ACCOUNT)).on("POST questions/0f000000-0000-4000-8000-000000000003/answer", "");
        assertThat(hub.run("pending")).isEqualTo("""
                0f000000  'Grace', as it calls itself, from 192.0.2.7:4000 by QR connection: wants an account here
                  Its key   absorb acid
                """);
        assertThat(hub.run("approve", "0f", "--words-match"))
                .isEqualTo("'Grace' has an account now, and may connect with others through this hub.\n");
        assertThat(hub.asked()).last().asString().endsWith("/answer {\"answer\":\"YES\"}");
    }

    private static final String QR = """
            {"protocols":[{"id":"qr-connection","commands":[
              {"name":"sweep","title":"For programs","forPeople":false,"parameters":[]},
              {"name":"invite","title":"Invite somebody","forPeople":true,"parameters":[
                {"name":"note","title":"Note","choices":[],"required":false},
                {"name":"days","title":"Days","choices":["1","7"],"required":true}]}]}]}""";

    @Test
    void tellsAProtocolWhatToDoAndShowsWhatComesOfIt() {
        hub.on("GET plugins", items(QR)).on("POST protocols/qr-connection/commands/invite", """
                {"shown":[{"kind":"PHRASE","values":["TOKEN"]}],"expiresAt":"2026-03-08T12:00:00Z"}""");
        assertThat(hub.run("command")).isEqualTo("""
                PROTOCOL       NAME    WHAT IT DOES     WHAT IT TAKES
                qr-connection  invite  Invite somebody  [note=…] days=1|7
                """);
        assertThat(hub.run("command", "qr-connection", "invite", "days=7", "note=for Grace = me"))
                .isEqualTo("\n  TOKEN\n\nGood until 2026-03-08T12:00:00Z. It is not shown again.\n");
        assertThat(hub.asked())
                .last()
                .isEqualTo("POST protocols/qr-connection/commands/invite"
                        + " {\"arguments\":{\"days\":\"7\",\"note\":\"for Grace = me\"}}");
    }

    private static String offer(String protocol, String name) {
        return """
                {"protocol":"%s","id":"aWQ","name":"%s","madeBy":"admin","expiresAt":"2026-03-08T12:00:00Z"}""".formatted(protocol, name);
    }

    @Test
    void listsOffersAndTakesOneBack() {
        hub.on("GET offers?limit=500", items());
        assertThat(hub.run("offers")).isEqualTo("No invite or phrase is open. To make one: handfast admin command\n");

        hub.on("GET offers?limit=500", items(offer("direct-tcp", "phrase"), offer("qr-connection", "invite/1")))
                .on("DELETE offers/qr-connection/aWQ", "");
        assertThat(hub.run("offers")).isEqualTo("""
                PROTOCOL       NAME      MADE BY  GOOD UNTIL
                direct-tcp     phrase    admin    2026-03-08T12:00:00Z
                qr-connection  invite/1  admin    2026-03-08T12:00:00Z
                """);
        assertThat(hub.run("offers", "--take-back", "invite/1")).isEqualTo("'invite/1' can be used no more.\n");
        assertThat(hub.run("offers", "--take-back", "other")).isEqualTo("there is no 'other' that is open");
    }

    @Test
    void asksWhichOfferOfSeveralProtocols() {
        hub.on("GET offers?limit=500", items(offer("a", "phrase"), offer("b", "phrase")))
                .on("DELETE offers/b/aWQ", "");
        assertThat(hub.run("offers", "--take-back", "phrase"))
                .isEqualTo("several protocols have a 'phrase'; write PROTOCOL:NAME");
        assertThat(hub.run("offers", "--take-back", "b:phrase")).isEqualTo("'phrase' can be used no more.\n");
    }

    private static String room(String protocol, String name) {
        return "{\"conversationId\":\"" + protocol + "-1\",\"protocol\":\"" + protocol + "\",\"name\":\"" + name
                + "\",\"members\":2,\"present\":1,\"atTheDoor\":0,\"startedAt\":\"2026-03-01T12:00:00Z\"}";
    }

    @Test
    void listsRoomsAndTellsWhoIsInOne() {
        hub.on("GET rooms?limit=500", items());
        assertThat(hub.run("rooms")).isEqualTo("No room is open. To open one: handfast device chat join ROOM\n");

        hub.on("GET rooms?limit=500", items(room("chat-join", "lab"), room("other", "hall"), room("more", "hall")))
                .on(
                        "GET rooms/chat-join-1",
                        "{\"room\":{},\"participants\":[{\"address\":\"aaa\",\"name\":\"Ada\",\"standing\":\"Member\","
                                + "\"present\":true,\"facts\":{\"identity\":\"proven\",\"since\":\"2026-03-01T12:00:00Z\"}},"
                                + "{\"address\":\"bbb\",\"standing\":\"Member\",\"present\":false,"
                                + "\"facts\":{\"identity\":\"claimed\",\"vouched-by\":\"aaa\"}}]}");
        assertThat(hub.run("rooms")).startsWith("""
                PROTOCOL   ROOM  MEMBERS  PRESENT  AT THE DOOR  SINCE
                chat-join  lab   2        1        0            2026-03-01T12:00:00Z
                """);
        assertThat(hub.run("rooms", "lab")).isEqualTo("""
                IDENTITY  NAME  STANDING  PRESENT  KEY      VOUCHED FOR BY  SINCE
                aaa       Ada   Member    yes      proven                   2026-03-01T12:00:00Z
                bbb             Member    no       claimed  aaa
                """);
        assertThat(hub.run("rooms", "attic")).isEqualTo("there is no room 'attic'");
        assertThat(hub.run("rooms", "hall")).isEqualTo("several protocols have a room 'hall'; write PROTOCOL:NAME");
    }

    @Test
    void changesOneSettingAndLeavesTheOthersAsTheyAre() {
        String settings = items(
                "{\"name\":\"rooms\",\"value\":\"open\",\"standard\":\"open\",\"source\":\"STANDARD\",\"help\":\"who\"}",
                "{\"name\":\"frames\",\"value\":\"7\",\"standard\":\"100\",\"source\":\"OPERATOR\",\"help\":\"many\"}",
                "{\"name\":\"fixed\",\"value\":\"1\",\"standard\":\"0\",\"source\":\"START\",\"help\":\"no\"}");
        hub.on("GET protocols/chat-join/settings", settings).on("PUT protocols/chat-join/settings", settings);
        assertThat(hub.run("settings", "chat-join")).isEqualTo("""
                SETTING  VALUE  STANDARD  SET BY
                rooms    open   open                       who
                frames   7      100       an operator      many
                fixed    1      0         the hub's start  no
                """);
        hub.run("settings", "chat-join", "rooms=admin");
        assertThat(hub.asked())
                .contains("PUT protocols/chat-join/settings {\"values\":{\"frames\":\"7\",\"rooms\":\"admin\"}}");
    }
}
