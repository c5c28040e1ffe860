package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What the hub tells all accounts. */
@WorldTest
class AnnouncementsTest {

    private TestNode hub;
    private Phone ann;
    private Phone bob;

    @BeforeEach
    void accounts(World world) {
        hub = Phone.openHub(world);
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
    }

    private TestNode.Seen announce(Map<String, String> arguments) {
        return hub.command(QrConnection.ID, "announce", arguments);
    }

    @Test
    void reachEveryAccountOnceSignedForIt(World world) {
        announce(Map.of(
                "kind",
                "maintenance",
                "text",
                "We move.",
                "starts",
                "2026-03-02T00:00:00Z",
                "ends",
                "2026-03-03T00:00:00Z"));
        for (Phone phone : List.of(ann, bob)) {
            String text = Phone.texts(Phone.json(phone.sync().response()), "serverMessages")
                    .getFirst();
            String[] parts = text.split("\\.");
            assertThat(phone.crypto.verify(
                            hub.toolkit().hub().signing(),
                            Bytes.utf8(parts[0] + "." + parts[1]),
                            Bytes.b64u(parts[2]).orElseThrow()))
                    .isTrue();
            Json.Members told = phone.sync().messages().getFirst();
            assertThat(told.text("aud")).contains(phone.account());
            assertThat(told.whole("type")).contains(6L);
            assertThat(told.whole("subType")).contains(1L);
            assertThat(told.text("text")).contains("We move.");
            assertThat(told.whole("startsAt")).contains(1772409600L);
        }
        Json.Members received = Json.of(
                "serverMessagesReceived",
                new Json.Items(List.of(new Json.Text(
                        ann.sync().messages().getFirst().text("jti").orElseThrow()))));
        assertThat(ann.sync(received).messages()).isEmpty();
        hub.crash();
        hub.start();
        assertThat(ann.sync().messages()).isEmpty();
        assertThat(bob.sync().messages()).hasSize(1);
    }

    @Test
    void haveANameOfTheirOwnForEachAccount(World world) {
        announce(Map.of("kind", "load", "text", "Be patient."));
        assertThat(ann.sync().messages().getFirst().text("jti"))
                .isNotEqualTo(bob.sync().messages().getFirst().text("jti"));
    }

    @Test
    void endAndReachWhoRegistersLater(World world) {
        announce(Map.of("kind", "outage", "text", "Down.", "ends", "2026-03-01T13:00:00Z"));
        assertThat(new Phone(world, "late").register().sync().messages()).hasSize(1);
        world.pass(Duration.ofHours(1));
        assertThat(ann.sync().messages()).isEmpty();
    }

    private String refused(String command, Map<String, String> arguments) {
        try {
            return hub.command(QrConnection.ID, command, arguments).end().orElseThrow();
        } catch (Fault fault) {
            assertThat(fault.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
            return fault.detail();
        }
    }

    @Test
    void whatCannotBeSaidIsRefused(World world) {
        assertThat(refused("announce", Map.of("kind", "payment", "text", "x"))).contains("'kind'");
        assertThat(refused("announce", Map.of("kind", "load", "text", " "))).contains("'text'");
        assertThat(refused("announce", Map.of("kind", "load", "text", "x", "ends", "tomorrow")))
                .contains("'ends'");
        assertThat(refused("announce", Map.of("kind", "load", "text", "x", "ends", "2026-02-01T00:00:00Z")))
                .contains("'ends'");
        assertThat(refused("invite", Map.of("days", "0"))).contains("'days'");
        assertThat(ann.sync().messages()).isEmpty();
    }

    @Test
    void jtisHaveSixteenBytes(World world) {
        announce(Map.of("kind", "load", "text", "x"));
        assertThat(Bytes.b64u(ann.sync().messages().getFirst().text("jti").orElseThrow())
                        .orElseThrow()
                        .size())
                .isEqualTo(Packet.JTI);
    }
}
