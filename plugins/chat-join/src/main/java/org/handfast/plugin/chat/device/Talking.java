package org.handfast.plugin.chat.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Introduction;
import org.handfast.api.Json;
import org.handfast.plugin.chat.wire.Broadcasts;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** What members say to all: step 8 of the document, and all that follows. */
final class Talking {

    static final int MOST_TEXT = 8_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_HELD = 500;
    private static final int MOST_BOX = 16_384;
    private static final int MOST_UNSENT = 100;

    private Talking() {}

    /** Something that came before its key. */
    record Held(Identity from, long epoch, long seq, String box, Instant until) {}

    /** Something to say once there is a key to say it under. */
    record Unsent(Json.Members plain) {}

    static Json.Members hello(Scene scene) {
        return Json.of(
                "type", "hello_i_am",
                "name", scene.self().name(),
                "identity", scene.me().text(),
                "public_key", scene.self().pair().publicKey().bytes().b64u());
    }

    static Json.Members chat(String text, Scene scene) {
        return Json.of("type", "chat", "text", text, "at", scene.tools().now().getEpochSecond());
    }

    /** Says something, or keeps it until the key comes that was ordered. */
    static Inside say(Inside inside, Json.Members plain, Scene scene) {
        if (inside.mute()) {
            scene.tell(new Happening.Refused(
                    "roster_differs", "The hub tells of other members than are known here: leave, and join again."));
            return inside;
        }
        Optional<SessionKey> key =
                inside.keys().newest().filter(k -> inside.order().isEmpty());
        if (key.isEmpty()) {
            if (inside.unsent().size() >= MOST_UNSENT) {
                scene.tell(
                        new Happening.Refused("no_key", "The room waits for a new key, and too much waits already."));
                return inside;
            }
            var unsent = new ArrayList<>(inside.unsent());
            unsent.add(new Unsent(plain));
            return inside.unsent(unsent);
        }
        Numbers numbers = inside.numbers().sent();
        var place = new Broadcasts.Place(scene.room(), key.get().epoch(), scene.me(), numbers.own());
        scene.send(FromClient.broadcast(
                place.epoch(),
                place.seq(),
                Broadcasts.seal(place, key.get().secret(scene.crypto()), plain, scene.crypto())));
        return inside.with(numbers);
    }

    /** Somebody says something. */
    static Inside came(Inside inside, Frame frame, Scene scene) {
        var held = new Held(
                frame.identity("from"),
                frame.number("epoch"),
                frame.number("seq"),
                frame.box(),
                scene.tools().now().plus(PATIENCE));
        boolean early = inside.order().filter(o -> o.epoch() == held.epoch()).isPresent();
        if (!early) {
            return heard(inside, held, scene);
        }
        if (!inside.roster().has(held.from())
                || held.box().length() > MOST_BOX
                || inside.held().size() >= MOST_HELD) {
            scene.drop("more than can be kept until its key comes", held.from());
            return inside;
        }
        var more = new ArrayList<>(inside.held());
        more.add(held);
        return inside.held(more);
    }

    private static Inside heard(Inside inside, Held it, Scene scene) {
        Identity from = it.from();
        Optional<SessionKey> key = inside.keys().good(it.epoch(), scene.tools().now());
        if (from.equals(scene.me()) || !inside.roster().has(from) || key.isEmpty()) {
            scene.drop("a message of somebody who is not here, or under a key that is over", from);
            return inside;
        }
        Optional<Numbers> numbers = inside.numbers().came(it.epoch(), from, it.seq());
        if (numbers.isEmpty()) {
            scene.drop("a message that came before", from);
            return inside;
        }
        var place = new Broadcasts.Place(scene.room(), it.epoch(), from, it.seq());
        Optional<Bytes> opened = Broadcasts.open(place, key.get().secret(scene.crypto()), it.box(), scene.crypto());
        return scene.read(opened, "a message that no member has sealed", from, "hello_i_am", "chat")
                .flatMap(plain ->
                        scene.understand(plain, from, (p, crypto) -> told(inside.with(numbers.get()), p, from, scene)))
                .orElse(inside);
    }

    private static Inside told(Inside inside, Frame plain, Identity from, Scene scene) {
        if (plain.type().equals("chat")) {
            scene.tell(new Happening.Said(from, plain.text("text"), Instant.ofEpochSecond(plain.number("at"))));
            return inside;
        }
        if (!plain.identity("identity").equals(from)) {
            scene.drop("a greeting in the name of another", from);
            return inside;
        }
        String name = plain.text("name");
        scene.tell(new Happening.Introduced(
                from, name.isBlank() ? "" : Introduction.of(name, "person").name()));
        return plain.key(scene.crypto())
                .filter(key -> Identity.of(key, scene.crypto()).equals(from))
                .map(key -> inside.with(inside.roster().knowing(from, key)))
                .orElse(inside);
    }

    /** There is a new key: says what waited for it, and reads what came under it. */
    static Inside renewed(Inside inside, Scene scene) {
        Inside next = inside.unsent(List.of()).held(List.of());
        for (Held held : inside.held()) {
            next = heard(next, held, scene);
        }
        for (Unsent unsent : inside.unsent()) {
            next = say(next, unsent.plain(), scene);
        }
        return next;
    }

    /** What waited too long for its key is dropped. */
    static Inside timeIsUp(Inside inside, Scene scene) {
        Instant now = scene.tools().now();
        List<Held> good =
                inside.held().stream().filter(h -> h.until().isAfter(now)).toList();
        if (good.size() == inside.held().size()) {
            return inside;
        }
        inside.held().stream()
                .filter(h -> !h.until().isAfter(now))
                .forEach(h -> scene.drop("a message whose key did not come", h.from()));
        return inside.held(good);
    }
}
