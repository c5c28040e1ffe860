package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.chat.server.Visitor.Asking;
import org.handfast.plugin.chat.server.Visitor.Known;
import org.handfast.plugin.chat.server.Visitor.Proving;
import org.handfast.plugin.chat.server.Visitor.Queued;
import org.handfast.plugin.chat.server.Visitor.Silent;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Problem;
import org.handfast.plugin.chat.wire.Refusal;

/** How a visitor comes to its seat: it says who it is, shows its key if it can, and a member that knows it adds it. */
final class Joining {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration QUEUE = Duration.ofMinutes(10);
    private static final int NONCE = 32;
    private static final int MOST_AT_THE_DOOR = 100;

    private Joining() {}

    /** Somebody is at the door. */
    static void opened(Turn turn, Link link, boolean roomLine) {
        if (turn.visitors().size() >= MOST_AT_THE_DOOR && !makesRoom(turn)) {
            turn.turnAway(link, Refusal.BUSY);
        } else {
            turn.put(new Visitor(link, new Silent(roomLine, turn.now().plus(PATIENCE)), Manners.GOOD));
        }
    }

    /** At a crowded door those who have shown nothing yield to whoever comes, those who say nothing first. */
    private static boolean makesRoom(Turn turn) {
        Optional<Visitor> yields = turn.visitors().stream()
                .filter(v -> v.known().isEmpty())
                .findFirst()
                .or(() -> turn.visitors().stream()
                        .filter(v -> v.known().filter(Known::proven).isEmpty())
                        .findFirst());
        yields.ifPresent(visitor -> {
            Leaving.visitor(turn, visitor);
            turn.turnAway(visitor, Refusal.BUSY);
        });
        return yields.isPresent();
    }

    /** A visitor says something. */
    static void said(Turn turn, Visitor visitor, Frame frame) {
        switch (visitor.stage()) {
            case Silent silent
            when silent.roomLine() -> {
                if (!frame.type().equals("room") || !frame.text("room").equals(turn.name())) {
                    throw Problem.INVALID_MESSAGE.because("The first line is {\"type\":\"room\",\"room\":\"…\"}.");
                }
                turn.put(visitor.at(new Silent(false, silent.until())));
            }
            case Silent silent -> introduces(turn, visitor, frame);
            case Proving proving -> proves(turn, visitor, proving, frame);
            case Known known -> waits(turn, visitor, known, frame);
        }
    }

    private static void introduces(Turn turn, Visitor visitor, Frame frame) {
        if (!frame.type().equals("identity")) {
            throw Problem.NOT_MEMBER.because("Say who you are first: {\"type\":\"identity\",\"identity\":…}.");
        }
        Identity identity = frame.identity("identity");
        Optional<Key> key = frame.key(turn.crypto());
        if (key.isEmpty()) {
            arrived(turn, visitor, new Queued(identity, key, false, turn.now().plus(QUEUE)));
        } else if (!Identity.of(key.get(), turn.crypto()).equals(identity)) {
            turn.turnAway(visitor, Refusal.BAD_IDENTITY);
        } else {
            Bytes nonce = turn.crypto().random(NONCE);
            turn.put(visitor.at(
                    new Proving(identity, key.get(), nonce, turn.now().plus(PATIENCE))));
            turn.send(
                    visitor.link(),
                    FromHub.prove(turn.crypto()
                            .sealAsHub(
                                    key.get(),
                                    ChatWire.prove(turn.view().hub(), turn.name(), identity),
                                    Bytes.EMPTY,
                                    nonce)));
        }
    }

    private static void proves(Turn turn, Visitor visitor, Proving proving, Frame frame) {
        switch (frame.type()) {
            case "proof" -> {}
            case "identity" -> throw Problem.IDENTITY_SET.because("You have said who you are: answer 'prove'.");
            default -> throw Problem.NOT_MEMBER.because("Answer 'prove' with 'proof' first.");
        }
        if (turn.crypto().same(proving.nonce(), frame.bytes("nonce", NONCE))) {
            arrived(
                    turn,
                    visitor,
                    new Queued(
                            proving.identity(),
                            Optional.of(proving.key()),
                            true,
                            turn.now().plus(QUEUE)));
        } else {
            turn.turnAway(visitor, Refusal.BAD_IDENTITY);
        }
    }

    private static void waits(Turn turn, Visitor visitor, Known known, Frame frame) {
        switch (frame.type()) {
            case "identity" -> throw Problem.IDENTITY_SET.because("You have said who you are.");
            case "proof" -> {
                Leaving.visitor(turn, visitor);
                turn.turnAway(visitor, Refusal.BAD_IDENTITY);
            }
            case "relay" -> Talking.fromVisitor(turn, visitor, known, frame);
            case "bye" -> {
                Leaving.visitor(turn, visitor);
                turn.effect(Effect.close(visitor.link(), "it said bye"));
            }
            default -> throw Problem.NOT_MEMBER.because("You are not a member yet: wait for 'user_added'.");
        }
    }

    /** A visitor has said who it is. */
    private static void arrived(Turn turn, Visitor visitor, Queued known) {
        Identity identity = known.identity();
        if (turn.view().device(identity.address()).filter(Joining::barred).isPresent()) {
            turn.turnAway(visitor, Refusal.BLOCKED);
            return;
        }
        Optional<Member> seat = turn.member(identity);
        Optional<Visitor> twin = turn.visitor(identity);
        if (!known.proven() && (seat.isPresent() || twin.isPresent())) {
            turn.turnAway(visitor, Refusal.HERE_ALREADY);
            return;
        }
        twin.ifPresent(older -> {
            Leaving.visitor(turn, older);
            turn.turnAway(older, Refusal.REPLACED);
        });
        if (seat.isPresent()) {
            takesItsSeat(turn, visitor, known, seat.get());
        } else {
            enters(turn, visitor, known);
        }
    }

    private static boolean barred(Device device) {
        return device.trust().barred();
    }

    private static void takesItsSeat(Turn turn, Visitor visitor, Known known, Member seat) {
        turn.remove(visitor);
        seat.link().ifPresent(older -> turn.turnAway(older, Refusal.REPLACED));
        Member back = seat.back(visitor.link(), known.key().orElseThrow());
        turn.put(back);
        Vouching.seated(turn, back);
        turn.send(
                back,
                FromHub.ack(
                        turn.roster(), turn.members().stream().map(Member::key).toList()));
        askOthers(turn, back.identity());
        Rekeying.orderSoon(turn);
        askAgain(turn);
    }

    private static void enters(Turn turn, Visitor visitor, Known known) {
        if (turn.empty()) {
            Opening.open(turn, visitor, known);
        } else if (turn.size() >= ChatWire.MOST_MEMBERS) {
            turn.turnAway(visitor, Refusal.ROOM_FULL);
        } else {
            ask(turn, visitor, known);
        }
    }

    /** Asks the oldest member that is online and was not asked before; those who did not answer the last time come last. */
    private static void ask(Turn turn, Visitor visitor, Known known) {
        Set<Identity> tried = Asking.tried(known);
        Optional<Member> next = turn.oldest(m -> !tried.contains(m.identity()) && !m.deaf())
                .or(() -> turn.oldest(m -> !tried.contains(m.identity())));
        if (next.isPresent()) {
            turn.put(visitor.at(
                    Asking.next(known, next.get().identity(), turn.now().plus(PATIENCE))));
            turn.send(next.get(), FromHub.newUser(known.identity(), known.key()));
        } else if (turn.oldest(m -> true).isPresent()) {
            turn.turnAway(visitor, Refusal.UNKNOWN_HERE);
        } else {
            queue(turn, visitor, known);
        }
    }

    /** Has a visitor wait for a member. */
    static void queue(Turn turn, Visitor visitor, Known known) {
        turn.put(visitor.at(new Queued(
                known.identity(), known.key(), known.proven(), turn.now().plus(QUEUE))));
        turn.send(visitor.link(), FromHub.waiting(QUEUE.toSeconds()));
    }

    /** Members came: those who wait for one need not any more. */
    static void askAgain(Turn turn) {
        for (Visitor visitor : turn.visitors()) {
            if (visitor.stage() instanceof Queued queued) {
                enters(turn, visitor, queued);
            }
        }
    }

    /** The member that was asked about these is gone, or does not know them. */
    static void askOthers(Turn turn, Identity asked) {
        for (Visitor visitor : turn.visitors()) {
            if (visitor.stage() instanceof Asking asking && asking.asked().equals(asked)) {
                if (turn.empty()) {
                    turn.turnAway(visitor, Refusal.EVERYBODY_LEFT);
                } else {
                    ask(turn, visitor, asking);
                }
            }
        }
    }

    /** A member does not know somebody. */
    static void unknown(Turn turn, Member member, Frame frame) {
        Visitor visitor = asked(turn, member, frame.identity("identity"));
        turn.put(member.deaf(false));
        ask(turn, visitor, visitor.known().orElseThrow());
    }

    /** A member adds whom it was asked about. */
    static void add(Turn turn, Member member, Frame frame) {
        Identity identity = frame.identity("identity");
        Visitor visitor = asked(turn, member, identity);
        Key key = frame.key(turn.crypto())
                .orElseThrow(() -> Problem.INVALID_MESSAGE.because("The frame has no 'public_key' of the newcomer."));
        if (!Identity.of(key, turn.crypto()).equals(identity)) {
            throw Problem.INVALID_MESSAGE.because("The 'public_key' is not that of the identity.");
        }
        // Who left a moment ago and comes again must not count its broadcasts anew under the same key.
        if (turn.justLeft(identity)) {
            Rekeying.order(turn);
        }
        if (frame.number("epoch") != turn.epochs().current()) {
            throw Problem.STALE_EPOCH.because("The newcomer has another key: relay it the current one first.");
        }
        if (turn.size() >= ChatWire.MOST_MEMBERS) {
            Leaving.visitor(turn, visitor);
            turn.turnAway(visitor, Refusal.ROOM_FULL);
            return;
        }
        turn.put(member.deaf(false));
        Member added = seat(turn, visitor, visitor.known().orElseThrow(), Optional.of(key), Optional.of(member));
        Vouching.vouched(turn, member, added);
        turn.toAll(FromHub.userAdded(identity, member.identity(), turn.epochs().current(), turn.roster(), key));
        if (turn.view().settings().flag("rekey-on-join")) {
            Rekeying.order(turn);
        }
    }

    /** Gives a visitor a seat. */
    static Member seat(Turn turn, Visitor visitor, Known known, Optional<Key> key, Optional<Member> by) {
        turn.remove(visitor);
        Member member = Member.of(
                turn.nextSeat(),
                known,
                visitor.link(),
                key,
                by.map(Member::identity),
                turn.now(),
                turn.epochs().current());
        turn.put(member);
        Vouching.seated(turn, member);
        return member;
    }

    private static Visitor asked(Turn turn, Member member, Identity identity) {
        return turn.visitor(identity)
                .filter(visitor -> asked(visitor, member.identity()))
                .orElseThrow(() -> Problem.NOT_ASKED.because("You are not, or no longer, asked about this identity."));
    }

    /** True if a member is asked about a visitor now. */
    static boolean asked(Visitor visitor, Identity member) {
        return visitor.stage() instanceof Asking asking && asking.asked().equals(member);
    }

    /** Whoever took too long. */
    static void timeIsUp(Turn turn) {
        for (Visitor each : turn.visitors()) {
            turn.visitor(each.link())
                    .filter(visitor -> !visitor.stage().until().isAfter(turn.now()))
                    .ifPresent(visitor -> tooLate(turn, visitor));
        }
        Opening.next(turn);
    }

    private static void tooLate(Turn turn, Visitor visitor) {
        switch (visitor.stage()) {
            case Silent silent -> turn.turnAway(visitor, Refusal.NO_ANSWER);
            case Proving proving -> turn.turnAway(visitor, Refusal.BAD_IDENTITY);
            case Asking asking -> {
                turn.member(asking.asked()).ifPresent(member -> turn.put(member.deaf(true)));
                Leaving.tell(turn, asking);
                ask(turn, visitor, asking);
            }
            case Queued queued -> turn.turnAway(visitor, Refusal.NO_ANSWER);
            case Visitor.Opening opening -> {
                Leaving.visitor(turn, visitor);
                turn.turnAway(visitor, Refusal.NO_ANSWER);
            }
        }
    }
}
