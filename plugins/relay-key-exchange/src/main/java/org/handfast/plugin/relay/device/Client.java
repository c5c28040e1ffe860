package org.handfast.plugin.relay.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.State;

/**
 * A user at its hub.
 *
 * @param account who and where; nobody before the first command
 * @param line how it stands with the hub
 * @param hub the hub's id, once it has said it; empty before
 * @param outbox what the hub has not yet accepted, in order
 * @param known the Ed25519 keys of other users, as this end was told them
 * @param exchanges what is in progress with whom
 * @param held frames that cannot be judged yet, in the order in which they came
 * @param comparing the exchanges that people are to compare words of, by their ids; they are asked about the first
 */
public record Client(
        Optional<Account> account,
        Line line,
        String hub,
        List<Outgoing> outbox,
        Map<Address, Key> known,
        Map<Address, Exchange> exchanges,
        List<Held> held,
        List<Asked> comparing)
        implements State {

    /** Nobody yet. */
    public static final Client NOBODY =
            new Client(Optional.empty(), new Line.Unset(), "", List.of(), Map.of(), Map.of(), List.of(), List.of());

    /** A frame of a peer. */
    record Held(Address peer, Bytes frame) {}

    /** An exchange that people compare. */
    record Asked(Address peer, String exchange) {}

    public Client {
        outbox = List.copyOf(outbox);
        known = Map.copyOf(known);
        exchanges = Map.copyOf(exchanges);
        held = List.copyOf(held);
        comparing = List.copyOf(comparing);
    }

    @Override
    public Phase phase() {
        if (!comparing.isEmpty()) {
            return Phase.AWAITING_DECISION;
        }
        return line instanceof Line.Online ? Phase.ESTABLISHED : Phase.NEGOTIATING;
    }

    @Override
    public String label() {
        String where = line.getClass().getSimpleName();
        return comparing.isEmpty() ? where : where + "Comparing";
    }

    Client at(Account account, Line line) {
        return new Client(Optional.of(account), line, hub, outbox, known, exchanges, held, comparing);
    }

    Client on(Line line) {
        return new Client(account, line, hub, outbox, known, exchanges, held, comparing);
    }

    Client greetedBy(String hub) {
        return new Client(account, line, hub, outbox, known, exchanges, held, comparing);
    }

    Client sending(Outgoing message) {
        return with(plus(outbox, message), exchanges, held, comparing);
    }

    Client without(Outgoing message) {
        return with(minus(outbox, message), exchanges, held, comparing);
    }

    Client knowing(Address peer, Key key) {
        var more = new HashMap<>(known);
        more.put(peer, key);
        return new Client(account, line, hub, outbox, more, exchanges, held, comparing);
    }

    Client with(Exchange exchange) {
        var more = new HashMap<>(exchanges);
        more.put(exchange.peer(), exchange);
        return with(outbox, more, held, comparing);
    }

    Client withoutExchange(Address peer) {
        var fewer = new HashMap<>(exchanges);
        fewer.remove(peer);
        return with(outbox, fewer, held, comparing);
    }

    Client holding(List<Held> frames) {
        return with(outbox, exchanges, frames, comparing);
    }

    Client comparing(List<Asked> asked) {
        return with(outbox, exchanges, held, asked);
    }

    private Client with(
            List<Outgoing> outbox, Map<Address, Exchange> exchanges, List<Held> held, List<Asked> comparing) {
        return new Client(account, line, hub, outbox, known, exchanges, held, comparing);
    }

    Optional<Exchange> exchange(Address peer) {
        return Optional.ofNullable(exchanges.get(peer));
    }

    Optional<Outgoing> outgoing(String id) {
        return outbox.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    static <T> List<T> plus(List<T> list, T one) {
        var more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    static <T> List<T> minus(List<T> list, T one) {
        return list.stream().filter(o -> !o.equals(one)).toList();
    }
}
