package org.handfast.plugin.chat.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Key;
import org.handfast.plugin.chat.device.Knocking.Given;
import org.handfast.plugin.chat.device.Rekeying.Order;
import org.handfast.plugin.chat.device.Talking.Held;
import org.handfast.plugin.chat.device.Talking.Unsent;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/**
 * A member.
 *
 * @param roster who is in the room
 * @param before of one that came back, who was in it when it left: until one of those, or a contact, has given it a key that
 *     agrees, the roster is the hub's word alone
 * @param keys that it was given
 * @param order of a key that it has not
 * @param vouches newcomers that it was asked about
 * @param numbers of broadcasts
 * @param held what came before its key
 * @param unsent what waits for a key
 * @param mute true while the hub tells of other members than it knows of: then it sends nothing
 */
record Inside(
        Roster roster,
        Optional<Roster> before,
        Keyring keys,
        Optional<Order> order,
        Map<Identity, Vouch> vouches,
        Numbers numbers,
        List<Held> held,
        List<Unsent> unsent,
        boolean mute)
        implements Stage {

    Inside {
        vouches = Map.copyOf(vouches);
        held = List.copyOf(held);
        unsent = List.copyOf(unsent);
    }

    private static Inside of(Roster roster, Optional<Roster> before, Keyring keys) {
        return new Inside(roster, before, keys, Optional.empty(), Map.of(), Numbers.NONE, List.of(), List.of(), false);
    }

    /** The first in a room. */
    static Inside first(SessionKey key, Scene scene) {
        return of(Roster.EMPTY.plus(scene.me(), scene.self().pair().publicKey()), Optional.empty(), Keyring.of(key));
    }

    /** One that was let in; it greets the others. */
    static Inside joined(Given given, List<Identity> members, Scene scene) {
        Inside inside = of(given.roster(), Optional.empty(), Keyring.of(given.key()));
        // Others may have come since the list was made. Who is missing has left, so that a new key comes, and nothing
        // is said before.
        Inside there = inside.with(given.roster().of(members));
        return Rekeying.beyond(given.roster().members(), members).isEmpty()
                ? Talking.say(there, Talking.hello(scene), scene)
                : there.unsent(List.of(new Unsent(Talking.hello(scene)))).mute(true);
    }

    /** One that has its seat again; a key was ordered, and comes. */
    static Inside back(Roster before, Roster told, Scene scene) {
        return of(told, Optional.of(before), Keyring.EMPTY).unsent(List.of(new Unsent(Talking.hello(scene))));
    }

    @Override
    public Stage heard(Frame frame, Scene scene) {
        return switch (frame.type()) {
            case "new_user" -> Vouching.asked(this, frame, scene);
            case "user_added" -> added(frame, scene);
            case "user_left" -> left(frame, scene);
            case "rekey" -> Rekeying.ordered(this, frame, scene);
            case "relay" -> relayed(frame.identity("from"), frame.box(), scene);
            case "broadcast" -> Talking.came(this, frame, scene);
            case "nack" -> scene.sentAway(this, frame);
            case "error" -> refused(this, frame, scene);
            default -> this;
        };
    }

    @Override
    public Stage looked(Scene scene) {
        return Rekeying.timeIsUp(Talking.timeIsUp(Vouching.timeIsUp(this, scene), scene), scene);
    }

    @Override
    public Roster known() {
        return before.orElse(roster);
    }

    static Stage refused(Stage stage, Frame frame, Scene scene) {
        scene.tell(new Happening.Refused(frame.text("code"), frame.text("detail")));
        return stage;
    }

    private Stage added(Frame frame, Scene scene) {
        Identity newcomer = frame.identity("identity");
        Identity by = frame.identity("by");
        Optional<Key> key = frame.key(scene.crypto())
                .filter(k -> Identity.of(k, scene.crypto()).equals(newcomer));
        Vouch own = vouches.get(newcomer);
        boolean vouched = by.equals(scene.me()) ? own != null && own.given() == keys.epoch() : roster.has(by);
        if (key.isEmpty() || !vouched) {
            scene.tell(new Happening.HubMisbehaves(
                    "it tells of a newcomer that nobody who is here has let in, or of another key than its own"));
            return mute(true);
        }
        scene.tell(new Happening.Came(newcomer, by));
        return without(newcomer).with(roster.plus(newcomer, key.get())).compared(frame.identities("members"), scene);
    }

    private Stage left(Frame frame, Scene scene) {
        Identity gone = frame.identity("identity");
        Inside next = without(gone);
        if (roster.has(gone)) {
            String reason = frame.text("reason");
            scene.tell(new Happening.Went(gone, reason));
            next = reason.equals("offline") ? next : next.with(roster.minus(gone));
        }
        return next;
    }

    private Stage relayed(Identity from, String box, Scene scene) {
        Vouch vouch = vouches.get(from);
        if (vouch != null) {
            return Vouching.answered(this, vouch, box, scene);
        }
        Optional<Order> by = order.filter(o -> o.by().equals(from));
        if (by.isEmpty()) {
            scene.drop("a box that nobody asked for", from);
            return this;
        }
        return Rekeying.came(this, by.get(), box, scene);
    }

    /** Compares who is here with what the hub tells; takes its order, and is mute as long as it differs. */
    Inside compared(List<Identity> told, Scene scene) {
        Inside next = compared(roster.members(), told, scene);
        return next.mute() ? next : next.with(roster.of(told));
    }

    /** Compares two lists of those who should be the same. */
    Inside compared(List<Identity> known, List<Identity> told, Scene scene) {
        List<Identity> added = Rekeying.beyond(told, known);
        List<Identity> missing = Rekeying.beyond(known, told);
        if (added.isEmpty() && missing.isEmpty()) {
            return mute(false);
        }
        scene.tell(new Happening.RosterDiffers(added, missing));
        return mute(true);
    }

    /** True if a key of that member may be taken. */
    boolean takesKeysFrom(Identity member, Scene scene) {
        return roster.has(member) && !strangers(scene).contains(member);
    }

    /** Members that the hub alone tells of. */
    List<Identity> strangers(Scene scene) {
        return before.map(known -> roster.members().stream()
                        .filter(m -> !m.equals(scene.me())
                                && !known.has(m)
                                && scene.contacts().find(m).isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** There is a new key. */
    Inside adopted(SessionKey key, Scene scene) {
        Keyring more = keys.plus(key, scene.tools().now());
        scene.send(FromClient.ack(key.epoch()));
        scene.tell(new Happening.Rekeyed(key.epoch()));
        var next = new Inside(
                roster, Optional.empty(), more, Optional.empty(), vouches, numbers.under(more), held, unsent, mute);
        return Vouching.renewed(Talking.renewed(next, scene), scene);
    }

    Inside with(Roster roster) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }

    Inside with(Optional<Order> order) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }

    Inside with(Numbers numbers) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }

    Inside with(Vouch vouch) {
        var more = new LinkedHashMap<>(vouches);
        more.put(vouch.contact().identity(), vouch);
        return new Inside(roster, before, keys, order, more, numbers, held, unsent, mute);
    }

    Inside without(Identity newcomer) {
        var fewer = new LinkedHashMap<>(vouches);
        fewer.remove(newcomer);
        return new Inside(roster, before, keys, order, fewer, numbers, held, unsent, mute);
    }

    Inside held(List<Held> held) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }

    Inside unsent(List<Unsent> unsent) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }

    Inside mute(boolean mute) {
        return new Inside(roster, before, keys, order, vouches, numbers, held, unsent, mute);
    }
}
