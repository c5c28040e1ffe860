package org.handfast.plugin.chat.device;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/**
 * At the door: steps 3 to 7 of the document, from the newcomer's side.
 *
 * @param before who was in the room when this client was there last
 * @param proved whether it has shown its key to the hub
 * @param voucher who is about to let it in
 */
record Knocking(Roster before, boolean proved, Optional<Voucher> voucher) implements Stage {

    private static final int NONCE = 32;

    /**
     * A member that wrote to this client.
     *
     * @param challenge what it was asked
     * @param given what it gave: the key, and who is in the room
     */
    record Voucher(Contact contact, Challenge challenge, Optional<Given> given) {

        Voucher giving(Given given) {
            return new Voucher(contact, challenge, Optional.of(given));
        }
    }

    /** The key of the room, and who is in it. */
    record Given(SessionKey key, Roster roster) {}

    static Knocking fresh(Roster before) {
        return new Knocking(before, false, Optional.empty());
    }

    @Override
    public Stage heard(Frame frame, Scene scene) {
        return switch (frame.type()) {
            case "prove" -> proves(frame, scene);
            case "ack" -> acknowledged(frame, scene);
            case "waiting" -> {
                scene.tell(new Happening.Waiting(frame.number("seconds")));
                yield this;
            }
            case "relay" -> relayed(frame.identity("from"), frame.box(), scene);
            case "user_added" -> added(frame, scene);
            case "nack" -> scene.sentAway(this, frame);
            case "error" -> Inside.refused(this, frame, scene);
            default -> this;
        };
    }

    @Override
    public Stage looked(Scene scene) {
        return this;
    }

    @Override
    public Roster known() {
        return before;
    }

    private Stage proves(Frame frame, Scene scene) {
        Optional<Bytes> nonce = Bytes.b64u(frame.text("sealed")).flatMap(bytes -> scene.crypto()
                .openFrom(
                        scene.self().pair(),
                        scene.hub().agreement(),
                        ChatWire.prove(scene.hub(), scene.room(), scene.me()),
                        Bytes.EMPTY,
                        bytes));
        if (proved || nonce.filter(n -> n.size() == NONCE).isEmpty()) {
            scene.tell(new Happening.HubMisbehaves("it asks for a proof with a key that is not the hub's, or twice"));
            return scene.leave(this);
        }
        scene.send(FromClient.proof(nonce.get()));
        return new Knocking(before, true, voucher);
    }

    private Stage acknowledged(Frame frame, Scene scene) {
        if (voucher.flatMap(Voucher::given).isPresent()) {
            scene.tell(
                    new Happening.HubMisbehaves("it says that this client is the first, and a member gave it a key"));
            return this;
        }
        if (!frame.members().has("roster")) {
            scene.tell(new Happening.OpenedRoom());
            return Inside.first(SessionKey.fresh(1, scene.crypto()), scene);
        }
        List<Identity> members = frame.identities("roster");
        scene.tell(new Happening.CameBack(members));
        return Inside.back(before, Roster.of(members, frame.keys("keys", scene.crypto()), scene.crypto()), scene);
    }

    private Stage relayed(Identity from, String box, Scene scene) {
        Optional<Contact> known = scene.contacts().find(from);
        if (known.isEmpty()) {
            scene.tell(new Happening.StrangerVouches(from));
            return scene.leave(this);
        }
        return voucher.filter(v -> v.contact().equals(known.get()))
                .map(v -> from(v, box, scene))
                .orElseGet(() -> challenged(known.get(), box, scene));
    }

    /** A box of the member that has written before: the key; or a newer one; or it begins anew. */
    private Stage from(Voucher from, String box, Scene scene) {
        if (from.given().isPresent()) {
            return newer(from, from.given().get(), box, scene);
        }
        Contact by = from.contact();
        if (scene.opened(Use.STEP3, by.identity(), by.key(), 0, box).isPresent()) {
            return challenged(by, box, scene);
        }
        return from.challenge()
                .answered(by, box, scene)
                .<Stage>map(given -> new Knocking(before, proved, Optional.of(from.giving(given))))
                .orElse(this);
    }

    private Stage challenged(Contact by, String box, Scene scene) {
        return scene.open(Use.STEP3, by.identity(), by.key(), 0, box, "identity")
                .flatMap(step3 -> Challenge.to(by, step3, scene))
                .<Stage>map(challenge ->
                        new Knocking(before, proved, Optional.of(new Voucher(by, challenge, Optional.empty()))))
                .orElse(this);
    }

    private Stage newer(Voucher from, Given given, String box, Scene scene) {
        Identity by = from.contact().identity();
        Key key = from.contact().key();
        // Its epoch stands inside the box and in what the box is bound to, so the next ones are tried.
        for (long epoch = given.key().epoch() + 1; epoch <= given.key().epoch() + Rekeying.MOST_SKIPPED; epoch++) {
            Optional<Rekeying.Told> newer = Rekeying.told(by, key, epoch, box, scene);
            if (newer.isPresent()) {
                scene.tell(new Happening.Rekeyed(epoch));
                Roster roster = given.roster().of(newer.get().members());
                return new Knocking(
                        before,
                        proved,
                        Optional.of(from.giving(new Given(newer.get().key(), roster))));
            }
        }
        scene.drop("a key that is not for this room now", by);
        return this;
    }

    private Stage added(Frame frame, Scene scene) {
        if (!frame.identity("identity").equals(scene.me())) {
            return this;
        }
        List<Identity> members = frame.identities("members");
        Optional<Given> given = voucher.filter(v -> v.contact().identity().equals(frame.identity("by")))
                .flatMap(Voucher::given)
                .filter(g -> g.key().epoch() == frame.number("epoch"));
        if (given.isEmpty() || !members.contains(scene.me())) {
            scene.tell(
                    new Happening.HubMisbehaves("it says that this client is a member, and no member gave it the key"));
            return scene.leave(this);
        }
        scene.tell(new Happening.Joined(members));
        return Inside.joined(given.get(), members, scene);
    }
}
