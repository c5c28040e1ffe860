package org.handfast.plugin.chat.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.chat.wire.Boxes;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.testkit.SeededRandom;

/** A client whose connection breaks, at a hub that says what it likes. */
class ComingAgainTest {

    private static final String ROOM = "lobby";
    private static final long EPOCH = 2;

    private final SeededRandom random = new SeededRandom(1);
    private final HubToolkit toolkit = HubToolkit.portable(HubKeys.generate(random), "hub", random);
    private final Tools tools = new Tools(
            toolkit.forEvent(toolkit.random(32)), new CheckWords(ChatWire.ID), JsonReader::read, Instant.EPOCH);
    private final Hub hub = toolkit.hub();
    private final Self ann = Self.fresh("ann", tools.crypto());
    private final Self eve = Self.fresh("eve", tools.crypto());
    private final List<Identity> both = List.of(eve.identity(), ann.identity());
    private final List<Happening> told = new ArrayList<>();
    private ChatClient client = ChatClient.outside(ann, new Contacts(List.of()), hub, ROOM);

    private void hears(Bytes frame) {
        ChatClient.Move move = client.heard(frame, tools);
        client = move.next();
        move.acts().stream()
                .filter(Act.Tell.class::isInstance)
                .map(act -> ((Act.Tell) act).happening())
                .forEach(told::add);
    }

    private void comesAgain() {
        client = client.again().opened(tools).next();
    }

    private Bytes seat() {
        List<Optional<Key>> keys = List.of(
                Optional.of(eve.pair().publicKey()), Optional.of(ann.pair().publicKey()));
        return FromHub.ack(both, keys);
    }

    private void isOfferedAKeyOfEve() {
        hears(FromHub.rekey(EPOCH, eve.identity(), both));
        var place = new Boxes.Place(hub, ROOM, Boxes.Use.SESSION_KEY, eve.identity(), ann.identity(), EPOCH);
        String box = Boxes.seal(
                place,
                eve.pair(),
                ann.pair().publicKey(),
                Json.of(
                        "type",
                        "session_key",
                        "session_key",
                        tools.crypto().random(SessionKey.SIZE).b64u(),
                        "epoch",
                        EPOCH,
                        "members",
                        Rekeying.list(both)),
                tools.crypto());
        hears(FromHub.relay(eve.identity(), box));
    }

    @Test
    void aMemberThatTheHubMadeUpCannotGiveAKeyHoweverOftenTheConnectionBreaks() {
        hears(FromHub.ack());
        comesAgain();
        hears(seat());
        comesAgain();
        comesAgain();
        hears(seat());
        isOfferedAKeyOfEve();
        assertThat(told).noneMatch(Happening.Rekeyed.class::isInstance);
        assertThat(client.epoch()).isZero();
    }

    @Test
    void aMemberOfBeforeStillCanAfterTheConnectionBrokeTwice() {
        client = ChatClient.outside(ann, new Contacts(List.of(eve.contact())), hub, ROOM);
        hears(FromHub.ack());
        comesAgain();
        hears(seat());
        isOfferedAKeyOfEve();
        client = client.with(new Contacts(List.of()));
        comesAgain();
        comesAgain();
        hears(seat());
        isOfferedAKeyOfEve();
        assertThat(told.stream().filter(Happening.Rekeyed.class::isInstance)).hasSize(2);
    }
}
