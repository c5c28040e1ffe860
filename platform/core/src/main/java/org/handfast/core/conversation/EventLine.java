package org.handfast.core.conversation;

import java.util.Optional;

import org.handfast.api.Event;
import org.handfast.core.flight.FlightRecord.Kind;

/**
 * An event as a line of the flight record: sizes, never contents.
 *
 * @param kind always EVENT
 * @param code what happened
 * @param detail to what
 */
record EventLine(Kind kind, String code, String detail) {

    /** The line of an event; none for what is told of elsewhere. */
    static Optional<EventLine> of(Event event) {
        return switch (event) {
            case Event.Opened e -> line("opened", "from " + e.link().remote());
            case Event.Requested e ->
                line("requested", e.request().method() + " " + e.request().path());
            case Event.Received e -> line("received", e.message().size() + " bytes");
            case Event.LinkClosed e -> line("link-closed", e.reason());
            case Event.Dialled e -> line("dialled", e.endpoint() + (e.link().isPresent() ? "" : ": " + e.detail()));
            case Event.Restored e -> line("restored", "it goes on, or begins, with what was kept");
            case Event.TimerFired e -> line("timer", e.timer());
            case Event.Commanded e -> line("command", e.command());
            case Event.Changed e when e.change() == Event.Change.STIRRED -> Optional.empty();
            case Event.Changed e -> line("changed", e.address() + " " + e.change());
            case Event.Parted e -> line("parted", e.proposer() + " and " + e.other());
            case Event.Conflicted e -> line("overtaken", "other changes came first");
            default -> Optional.empty();
        };
    }

    private static Optional<EventLine> line(String code, String detail) {
        return Optional.of(new EventLine(Kind.EVENT, code, detail));
    }
}
