package org.handfast.core.conversation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.handfast.api.Event;
import org.handfast.api.Link;
import org.handfast.core.link.Wire;

/** The links of one conversation, and which of them are heard no more, since their end is under way. Thread-safe. */
final class ConversationLinks implements Inbox.Pressure {

    private final Map<Link, Wire> wires = new ConcurrentHashMap<>();
    private final Set<Link> ending = ConcurrentHashMap.newKeySet();

    void add(Link link, Wire wire) {
        wires.put(link, wire);
    }

    int size() {
        return wires.size();
    }

    Optional<Wire> wire(Link link) {
        return Optional.ofNullable(wires.get(link));
    }

    /** True if an event is of a link that is heard; of one that is not, its end still is. */
    boolean hears(Event.OnLink event) {
        return wires.containsKey(event.link()) && (event instanceof Event.LinkClosed || !ending.contains(event.link()));
    }

    /** Hears no more of a link but its end; gives its wire, the first time, for what is to be said last. */
    Optional<Wire> end(Link link) {
        return wire(link).filter(wire -> ending.add(link));
    }

    /** A link is gone, or is to belong to another conversation. */
    void remove(Link link) {
        wires.remove(link);
        ending.remove(link);
    }

    /** Closes them all. */
    void close() {
        wires.values().forEach(Wire::close);
        wires.clear();
    }

    @Override
    public void pause() {
        wires.values().forEach(Wire::pause);
    }

    @Override
    public void resume() {
        wires.values().forEach(Wire::resume);
    }
}
