package org.handfast.plugin.chat.server;

import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Change;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Problem;
import org.handfast.plugin.chat.wire.Refusal;

/** A room: brings its events to what deals with them, and deals with those who behave badly. */
public final class Rooms {

    /** The listener whose links say by their first line which room they are for. */
    public static final String LINES = "lines";

    private Rooms() {}

    /** One event of a room. */
    public static Step<State> on(Room before, Event event, View view) {
        boolean persistent = Persistence.persistent(before.name(), view);
        Room room = persistent ? Persistence.recalled(before, view) : before;
        var turn = new Turn(room, view, persistent);
        if (room.seats() > before.seats()) {
            room.members().forEach(member -> Vouching.watched(turn, member));
        }
        switch (event) {
            case Event.Opened e ->
                Joining.opened(turn, e.link(), e.link().listener().equals(LINES));
            case Event.Received e -> received(turn, e);
            case Event.LinkClosed e -> closed(turn, e.link());
            case Event.TimerFired e -> {
                Joining.timeIsUp(turn);
                Rekeying.timeIsUp(turn);
            }
            case Event.Decided e -> Opening.decided(turn, e.answer());
            case Event.Changed e
            when e.change() == Change.SUSPENDED || e.change() == Change.REVOKED ->
                barred(turn, e.address().value());
            case Event.Commanded e -> Operators.commanded(turn, e);
            case Event.Restored e -> {}
            case Event.Conflicted e
            when !(e.lost() instanceof Event.Conflicted) -> {
                return on(before, e.lost(), view);
            }
            default -> {
                return Step.stay(before);
            }
        }
        return Persistence.kept(room, turn);
    }

    private static void received(Turn turn, Event.Received event) {
        Link link = event.link();
        Optional<Member> member = turn.member(link);
        Optional<Visitor> visitor = member.isPresent() ? Optional.empty() : turn.visitor(link);
        if (member.isEmpty() && visitor.isEmpty()) {
            return;
        }
        Manners manners = member.map(Member::manners)
                .orElseGet(() -> visitor.orElseThrow().manners())
                .frame(turn.now());
        try {
            if (manners.frames() > mostFrames(turn, member)) {
                throw Problem.RATE_LIMITED.because("There are too many frames in a second.");
            }
            Frame frame = Frame.ofClient(event.message(), turn.view()::json);
            if (member.isPresent()) {
                turn.put(member.get().with(manners.succeeded()));
                Talking.said(turn, turn.member(link).orElseThrow(), frame);
            } else {
                turn.put(visitor.orElseThrow().with(manners.succeeded()));
                Joining.said(turn, turn.visitor(link).orElseThrow(), frame);
            }
        } catch (Fault fault) {
            if (fault.category() != Fault.Category.PEER_FAULT) {
                throw fault;
            }
            fails(turn, link, manners, fault);
        }
    }

    /** Who makes a new key has one frame more to send for each member. */
    private static long mostFrames(Turn turn, Optional<Member> member) {
        long most = turn.view().settings().number("frames-per-second");
        return member.filter(m -> Rekeying.makes(turn, m)).isPresent() ? most + turn.size() : most;
    }

    private static void fails(Turn turn, Link link, Manners before, Fault fault) {
        Problem problem = Problem.of(fault);
        Manners manners = problem.maybeARace() ? before : before.failed();
        turn.member(link).ifPresent(member -> turn.put(member.with(manners)));
        turn.visitor(link).ifPresent(visitor -> turn.put(visitor.with(manners)));
        turn.send(link, FromHub.error(problem, fault.detail(), turn.epochs().current()));
        if (problem == Problem.TOO_LARGE || manners.beyondBearing()) {
            turn.effect(
                    Effect.close(link, problem == Problem.TOO_LARGE ? "too large a frame" : "five errors in a row"));
        }
    }

    private static void closed(Turn turn, Link link) {
        turn.visitor(link).ifPresent(visitor -> Leaving.visitor(turn, visitor));
        turn.member(link).ifPresent(member -> Leaving.lost(turn, member));
    }

    private static void barred(Turn turn, String address) {
        Optional<Identity> identity = Identity.parse(address);
        identity.flatMap(turn::visitor).ifPresent(visitor -> {
            Leaving.visitor(turn, visitor);
            turn.turnAway(visitor.link(), Refusal.BLOCKED);
        });
        identity.flatMap(turn::member).ifPresent(member -> Leaving.sentAway(turn, member, Refusal.BLOCKED));
    }
}
