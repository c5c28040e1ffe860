package org.handfast.plugin.chat.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** Steps 2 to 6 of the document, from the side of the member that is asked about a newcomer. */
final class Vouching {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST = 100;

    private Vouching() {}

    /** The hub asks whether this client knows somebody: it does, and writes to it, or does not. */
    static Inside asked(Inside inside, Frame frame, Scene scene) {
        Identity newcomer = frame.identity("identity");
        Optional<Contact> known = scene.contacts().find(newcomer);
        scene.tell(new Happening.Knocked(newcomer, known));
        if (known.isEmpty() || inside.roster().has(newcomer) || inside.vouches().size() >= MOST) {
            scene.send(FromClient.nack(newcomer));
            return inside;
        }
        Contact contact = known.get();
        Bytes n = scene.crypto().random(Challenge.N);
        Bytes opening = scene.crypto().random(Challenge.NONCE);
        scene.relay(
                Use.STEP3,
                newcomer,
                contact.key(),
                0,
                Json.of(
                        "type", "identity",
                        "identity", scene.me().text(),
                        "n", n.b64u(),
                        "commit", scene.commit(scene.self().contact(), opening).b64u()));
        return inside.with(new Vouch(
                contact, n, opening, Optional.empty(), 0, scene.tools().now()));
    }

    /** A newcomer answers: it is who it says to be if it could read the box. */
    static Inside answered(Inside inside, Vouch vouch, String box, Scene scene) {
        Identity newcomer = vouch.contact().identity();
        Optional<Bytes> nonce = scene.open(Use.STEP4, newcomer, vouch.contact().key(), 0, box, "challenge")
                .flatMap(plain -> scene.understand(
                        plain,
                        newcomer,
                        (challenge, crypto) -> crypto.same(challenge.bytes("n", Challenge.N), vouch.n())
                                ? Optional.of(challenge.bytes("nonce", Challenge.NONCE))
                                : Optional.<Bytes>empty()))
                .flatMap(n -> n);
        if (nonce.isEmpty() || vouch.nonce().isPresent()) {
            return inside;
        }
        return give(inside, vouch.asked(nonce.get()), scene);
    }

    /** Gives the newest key to a newcomer and says so to the hub, if this client has it and the newcomer has answered. */
    private static Inside give(Inside inside, Vouch vouch, Scene scene) {
        Optional<SessionKey> key = inside.keys().newest();
        boolean now = key.isPresent() && inside.order().isEmpty() && !inside.mute();
        if (!now || vouch.nonce().isEmpty() || vouch.given() == key.get().epoch()) {
            return inside.with(vouch);
        }
        Contact newcomer = vouch.contact();
        if (vouch.given() == 0) {
            respond(inside, vouch, key.get(), scene);
        } else {
            Rekeying.tell(
                    key.get(),
                    newcomer.identity(),
                    newcomer.key(),
                    inside.roster().with(newcomer.identity()),
                    scene);
        }
        scene.send(FromClient.addUser(newcomer.identity(), key.get().epoch(), newcomer.key()));
        return inside.with(vouch.given(key.get().epoch()));
    }

    private static void respond(Inside inside, Vouch vouch, SessionKey key, Scene scene) {
        Contact newcomer = vouch.contact();
        Bytes nonce = vouch.nonce().orElseThrow();
        List<Identity> members = inside.roster().with(newcomer.identity());
        Roster roster = inside.roster()
                .knowing(scene.me(), scene.self().pair().publicKey())
                .knowing(newcomer.identity(), newcomer.key());
        scene.relay(
                Use.STEP5,
                newcomer.identity(),
                newcomer.key(),
                0,
                Json.of(
                        "type", "response",
                        "nonce", nonce.b64u(),
                        "session_key", key.told(),
                        "epoch", key.epoch(),
                        "members", Rekeying.list(members),
                        "keys",
                                new Json.Items(members.stream()
                                        .map(m -> told(roster.key(m)))
                                        .toList()),
                        "sas_nonce", vouch.opening().b64u()));
        scene.tell(scene.words(scene.self().contact(), newcomer, newcomer, nonce, vouch.opening()));
    }

    private static Json told(Optional<Key> key) {
        return key.<Json>map(k -> new Json.Text(k.bytes().b64u())).orElseGet(Json.Null::new);
    }

    /** There is a new key: those who waited for one get it, and those who were given the one before get it too. */
    static Inside renewed(Inside inside, Scene scene) {
        Inside next = inside;
        for (Vouch vouch : List.copyOf(inside.vouches().values())) {
            next = give(next, vouch, scene);
        }
        return next;
    }

    /** Those who do not answer are forgotten; the hub has asked others long since. */
    static Inside timeIsUp(Inside inside, Scene scene) {
        Inside next = inside;
        for (Vouch vouch : inside.vouches().values()) {
            if (!vouch.since().plus(PATIENCE).isAfter(scene.tools().now())) {
                next = next.without(vouch.contact().identity());
            }
        }
        return next;
    }
}
