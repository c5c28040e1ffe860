package org.handfast.plugin.chat.device;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** New keys: made when the hub orders it of this client, taken from whom it orders it of. */
final class Rekeying {

    /** How many orders may come between what a newcomer was given and what it is given next. */
    static final int MOST_SKIPPED = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Rekeying() {}

    /**
     * A key that is ordered, and that this client has not.
     *
     * @param by who makes it
     * @param members whom for
     * @param since when it was ordered, or when this client last said that it has none
     */
    record Order(long epoch, Identity by, List<Identity> members, Instant since) {

        private Order asked(Instant now) {
            return new Order(epoch, by, members, now);
        }
    }

    /** The hub orders a key. */
    static Inside ordered(Inside inside, Frame frame, Scene scene) {
        List<Identity> members = frame.identities("members");
        var order = new Order(
                frame.number("epoch"),
                frame.identity("by"),
                members,
                scene.tools().now());
        long newest =
                Math.max(inside.keys().epoch(), inside.order().map(Order::epoch).orElse(0L));
        if (order.epoch() <= newest || !members.contains(order.by())) {
            scene.tell(new Happening.HubMisbehaves(
                    "it orders a key of an epoch that was, or of somebody who is not here"));
            return inside;
        }
        Inside next = inside.compared(members, scene).with(Optional.of(order));
        if (next.mute() || !order.by().equals(scene.me())) {
            return next;
        }
        List<Identity> strangers = next.strangers(scene);
        if (!strangers.isEmpty()) {
            scene.tell(new Happening.RosterDiffers(strangers, List.of()));
            return next;
        }
        SessionKey key = SessionKey.fresh(order.epoch(), scene.crypto());
        for (Identity member : members) {
            if (!member.equals(scene.me())) {
                tell(key, member, next.roster(), members, scene);
            }
        }
        return next.adopted(key, scene);
    }

    private static void tell(SessionKey key, Identity member, Roster roster, List<Identity> members, Scene scene) {
        roster.key(member)
                .or(() -> scene.contacts().find(member).map(Contact::key))
                .ifPresentOrElse(
                        theirs -> tell(key, member, theirs, members, scene),
                        () -> scene.drop("no key, so that it cannot be given the room's new one", member));
    }

    /** Tells one the key of an epoch. */
    static void tell(SessionKey key, Identity to, Key theirs, List<Identity> members, Scene scene) {
        scene.relay(
                Use.SESSION_KEY,
                to,
                theirs,
                key.epoch(),
                Json.of(
                        "type", "session_key",
                        "session_key", key.told(),
                        "epoch", key.epoch(),
                        "members", list(members)));
    }

    static Json list(List<Identity> members) {
        return new Json.Items(
                members.stream().<Json>map(m -> new Json.Text(m.text())).toList());
    }

    /** A box of the member that makes the key. */
    static Inside came(Inside inside, Order order, String box, Scene scene) {
        Optional<Key> key = inside.roster()
                .key(order.by())
                .or(() -> scene.contacts().find(order.by()).map(Contact::key));
        if (inside.mute() || key.isEmpty() || !inside.takesKeysFrom(order.by(), scene)) {
            scene.drop("a new key, and this client has no reason to trust it", order.by());
            return inside;
        }
        Optional<Told> told = told(order.by(), key.get(), order.epoch(), box, scene);
        if (told.isEmpty()) {
            scene.drop("a box that it has not sealed for this", order.by());
            scene.send(FromClient.needKey());
            return inside.with(Optional.of(order.asked(scene.tools().now().plus(PATIENCE))));
        }
        // Others may have come or gone since: what must agree is whom the key was ordered for.
        Inside next = inside.compared(order.members(), told.get().members(), scene);
        return next.mute() ? next : next.adopted(told.get().key(), scene);
    }

    /** A key, and whom it is for. */
    record Told(SessionKey key, List<Identity> members) {}

    /** What is in a box with the key of an epoch, if it is one. */
    static Optional<Told> told(Identity by, Key theirs, long epoch, String box, Scene scene) {
        return scene.opened(Use.SESSION_KEY, by, theirs, epoch, box).flatMap(plain -> {
            try {
                Frame frame = Frame.read(plain, scene.tools().reader());
                return frame.type().equals("session_key") && frame.number("epoch") == epoch
                        ? Optional.of(new Told(
                                new SessionKey(epoch, frame.bytes("session_key", SessionKey.SIZE)),
                                frame.identities("members")))
                        : Optional.empty();
            } catch (Fault malformed) {
                return Optional.empty();
            }
        });
    }

    /** Says that this client has no key, if one was ordered long since. */
    static Inside timeIsUp(Inside inside, Scene scene) {
        Instant now = scene.tools().now();
        Optional<Order> late = inside.order()
                .filter(o -> !inside.mute() && !o.since().plus(PATIENCE).isAfter(now));
        if (late.isEmpty()) {
            return inside;
        }
        scene.send(FromClient.needKey());
        return inside.with(Optional.of(late.get().asked(now.plus(PATIENCE))));
    }

    /** What one list of members has more than another. */
    static List<Identity> beyond(List<Identity> one, List<Identity> other) {
        Set<Identity> known = new HashSet<>(other);
        return one.stream().filter(i -> !known.contains(i)).toList();
    }
}
