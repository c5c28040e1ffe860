package org.handfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.Json;

class CodeCommandsTest {

    private static final String CONVERSATION = "0c000000-0000-4000-8000-000000000001";
    private static final String QUESTION = "0f000000-0000-4000-8000-000000000003";
    private static final String WORDS =
            "abandon math mimic master federal design carbon crystal rookie group knife youth";
    private static final String ADDRESS = "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWRNw";
    private static final String PLUGINS = """
            {"items":[{"protocols":[{"id":"challenge-response","commands":[{"name":"invite"},{"name":"message"}]},
             {"id":"direct-tcp","commands":[{"name":"phrase"}]}]}]}""";
    private static final String DEVICE = """
            {"id":"4fb1713a-0000-4000-8000-000000000001","name":"Ada","addresses":[
             {"protocol":"direct-tcp","address":"ada"},{"protocol":"challenge-response","address":"12D3KooWAda"}]}""";

    @TempDir
    private Path data;

    private FakeAdminApi hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeAdminApi(data);
        hub.on("GET plugins", PLUGINS)
                .on("GET questions", "{\"items\":[]}")
                .on("GET devices?limit=500&query=Ada", "{\"items\":[" + DEVICE + "]}");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String made(String words, String... texts) {
        return "{\"conversationId\":\"" + CONVERSATION
                + "\",\"shown\":[{\"code\":\"code\",\"kind\":\"PHRASE\",\"values\":[\""
                + words.replace(" ", "\",\"") + "\"]},{\"code\":\"addresses\",\"kind\":\"TEXT\",\"values\":[\""
                + String.join("\",\"", texts)
                + "\"]}],\"expiresAt\":\"2126-03-01T12:05:00Z\"}";
    }

    private static String course(String outcome, String... entries) {
        return "{\"conversation\":{\"id\":\"" + CONVERSATION + "\",\"phase\":\"NEGOTIATING\"" + outcome
                + "},\"entries\":[" + String.join(",", entries) + "]}";
    }

    private static String over(String outcome, String reason) {
        return ",\"outcome\":\"" + outcome + "\",\"reason\":\"" + reason + "\"";
    }

    private static String entry(String kind, String code, String detail) {
        return "{\"at\":\"2026-03-01T12:00:00Z\",\"kind\":\"" + kind + "\",\"code\":\"" + code + "\",\"detail\":\""
                + detail + "\"}";
    }

    private static List<JsonNode> lines(String said) {
        return said.lines().map(CodeCommandsTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void invitesByTwelveWords() {
        hub.on("POST protocols/challenge-response/commands/invite", made(WORDS, ADDRESS));
        assertThat(hub.run("invite", "challenge-response", "--derivation", "document"))
                .contains("  1 abandon     2 math", "  " + ADDRESS + "\n", "Good until 2126-03-01T12:05:00Z.");
        assertThat(hub.asked()).last().asString().endsWith("{\"arguments\":{\"derivation\":\"document\"}}");
    }

    @Test
    void scriptsGetTheCodeAndWhereTheHubIs() {
        hub.on("POST protocols/challenge-response/commands/invite", made(WORDS, ADDRESS));
        assertThat(json(hub.run("invite", "challenge-response", "--json")))
                .isEqualTo(json("{\"words\":\"" + WORDS + "\",\"addresses\":[\"" + ADDRESS
                        + "\"],\"expiresAt\":\"2126-03-01T12:05:00Z\",\"conversation\":\"" + CONVERSATION + "\"}"));
    }

    @Test
    void waitsUntilSomebodyIsPairedIfToldTo() {
        hub.on("POST protocols/challenge-response/commands/invite", made(WORDS, ADDRESS))
                .on("GET conversations/" + CONVERSATION, course("", entry("STATE", "WaitingForConnection", "OPENED")))
                .then("GET conversations/" + CONVERSATION, course(over("CLOSED", "Paired with 12D3KooWAda.")))
                .on(
                        "GET questions",
                        "{\"items\":[{\"id\":\"" + QUESTION
                                + "\",\"protocol\":\"challenge-response\",\"protocolTitle\":\"Challenge-response\",\"stage\":\"WORDS\","
                                + "\"name\":\"Ada\",\"remote\":\"192.0.2.9:7\",\"shown\":[{\"kind\":\"TEXT\","
                                + "\"values\":[\"It has not proven the code\"]}]}]}");
        assertThat(hub.run("invite", "challenge-response", "--wait")).endsWith("""
                0f000000  'Ada', as it calls itself, from 192.0.2.9:7 by Challenge-response: wants to be paired
                  It has not proven the code
                Answer it: handfast admin approve 0f000000, or reject
                Paired with 12D3KooWAda.
                """);
        assertThat(hub.exit()).isZero();
    }

    @Test
    void nobodyCame() {
        hub.on("POST protocols/challenge-response/commands/invite", made(WORDS, ADDRESS))
                .on("GET conversations/" + CONVERSATION, course(over("EXPIRED", "Nobody came for the code in time.")));
        assertThat(lines(hub.run("invite", "challenge-response", "--wait", "--json")))
                .last()
                .isEqualTo(
                        json(
                                "{\"event\":\"over\",\"outcome\":\"EXPIRED\",\"reason\":\"Nobody came for the code in time.\"}"));
        assertThat(hub.exit()).isEqualTo(5);
    }

    @Test
    void invitesByAPhraseWhereAProtocolHasThose() {
        hub.on("POST protocols/direct-tcp/commands/phrase", made("one two three"));
        assertThat(hub.run("invite", "direct-tcp"))
                .contains("\n  one two three\n", "Good until 2126-03-01T12:05:00Z.")
                .doesNotContain("address");
        assertThat(hub.run("invite", "relay"))
                .isEqualTo("no protocol 'relay' runs that can invite; those that can: challenge-response, direct-tcp");
    }

    @Test
    void joinsAndTellsHowItGoes() {
        hub.on(
                        "POST protocols/challenge-response/commands/join",
                        "{\"conversationId\":\"" + CONVERSATION + "\",\"shown\":[]}")
                .on("GET conversations/" + CONVERSATION, course("", entry("STATE", "Scanning", "OPENED")))
                .then(
                        "GET conversations/" + CONVERSATION,
                        course(
                                over("CLOSED", "Paired with Ada."),
                                entry("STATE", "Scanning", "OPENED"),
                                entry("EVENT", "found", "a record"),
                                entry("STATE", "Connecting", "NEGOTIATING"),
                                entry("NOTE", "candidate-out", ADDRESS + " does not answer"),
                                entry("STATE", "ResponsePending", "NEGOTIATING"),
                                entry("STATE", "ResponseSent", "NEGOTIATING")));
        assertThat(hub.run("join", "challenge-response", "aban", "math", "--address", ADDRESS))
                .isEqualTo("""
                Searching the hash table, and who is near…
                Asking those who were found…
                  %s does not answer
                Found. Signing the challenge…
                The challenge is signed. Waiting for the person at the other end…
                Paired with Ada.
                """.formatted(ADDRESS));
        assertThat(hub.exit()).isZero();
        assertThat(hub.asked())
                .contains(
                        "POST protocols/challenge-response/commands/join {\"arguments\":{\"words\":\"abandon math\",\"address\":\""
                                + ADDRESS + "\"}}");
    }

    @Test
    void refusedByThePersonAtTheOtherEnd() {
        hub.on(
                        "POST protocols/challenge-response/commands/join",
                        "{\"conversationId\":\"" + CONVERSATION + "\",\"shown\":[]}")
                .on("GET conversations/" + CONVERSATION, course(over("REJECTED", "A person turned it away.")));
        assertThat(lines(hub.run("join", "challenge-response", "abandon", "--json")))
                .containsExactly(
                        json("{\"event\":\"over\",\"outcome\":\"REJECTED\",\"reason\":\"A person turned it away.\"}"));
        assertThat(hub.exit()).isEqualTo(4);
    }

    @Test
    void tellsADeviceSomethingByTheProtocolThatTakesMessages() {
        hub.on(
                        "POST protocols/challenge-response/commands/message",
                        "{\"conversationId\":\"" + CONVERSATION + "\",\"shown\":[]}")
                .on("GET conversations/" + CONVERSATION, course(over("CLOSED", "The device has taken it.")));
        assertThat(hub.run("message", "Ada", "Hello,", "Ada", "--protocol", "greeting"))
                .isEqualTo("The device has taken it.\n");
        assertThat(hub.asked())
                .contains(
                        "POST protocols/challenge-response/commands/message {\"arguments\":{\"device\":\"12D3KooWAda\","
                                + "\"protocol\":\"greeting\",\"text\":\"Hello, Ada\"}}");
    }

    @Test
    void aDeviceWithoutSuchAProtocolCannotBeTold() {
        hub.on("GET plugins", "{\"items\":[]}");
        assertThat(hub.run("message", "Ada", "Hello"))
                .isEqualTo("'Ada' cannot be told anything: none of its protocols takes messages");
    }

    @Test
    void listsMessagesOldestFirstAndLetsNoneMoveTheCursor() {
        hub.on("GET devices/4fb1713a-0000-4000-8000-000000000001/messages?limit=2", """
                {"items":[
                 {"sent":false,"topic":"text","at":"2026-03-01T12:01:00Z","size":9,"text":"Hi\\nto \\u001b[2J","data":"SGk"},
                 {"sent":true,"topic":"blob","at":"2026-03-01T12:00:00Z","size":3,"data":"_wAA"}]}""");
        assertThat(hub.run("messages", "Ada", "--limit", "2")).isEqualTo("""
                2026-03-01T12:00:00Z  > [blob] 3 bytes that are no text
                2026-03-01T12:01:00Z  < [text] Hi
                    to \ufffd[2J
                """);
        hub.on("GET devices/4fb1713a-0000-4000-8000-000000000001/messages?limit=50", "{\"items\":[]}");
        assertThat(hub.run("messages", "Ada")).isEqualTo("Nothing was said.\n");
    }
}
