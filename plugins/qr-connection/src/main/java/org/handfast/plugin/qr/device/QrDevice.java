package org.handfast.plugin.qr.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.PairId;

/**
 * Everything that a device keeps of one hub. Immutable; its secrets are handles, which do not print.
 *
 * @param account who it is there
 * @param pairings begun, and not made yet
 * @param connections made; those that the other end, or the hub, has ended stay until they are forgotten
 * @param receipts messages of the hub that have come, and the hub does not know so
 * @param heard messages of the hub that have come
 * @param unwanted its pair IDs that were given up, and that the hub may still connect
 * @param breaks its pair IDs that the hub did connect, and is to be told not to
 */
public record QrDevice(
        Account account,
        List<Pairing> pairings,
        List<Connection> connections,
        List<Bytes> receipts,
        Seen heard,
        List<PairId> unwanted,
        List<PairId> breaks) {

    private static final int MOST_UNWANTED = 50;
    private static final String NAME = "peer";
    private static final int MAX_NAME = 40;

    public QrDevice {
        pairings = List.copyOf(pairings);
        connections = List.copyOf(connections);
        receipts = List.copyOf(receipts);
        unwanted = List.copyOf(unwanted);
        breaks = List.copyOf(breaks);
    }

    /** One that has met nobody. */
    public static QrDevice of(Account account) {
        return new QrDevice(account, List.of(), List.of(), List.of(), Seen.NOTHING, List.of(), List.of());
    }

    /** With what the hub says of its account. */
    public QrDevice with(Account account) {
        return new QrDevice(account, pairings, connections, receipts, heard, unwanted, breaks);
    }

    /** What was begun under a name, if anything was. */
    public Optional<Pairing> findPairing(String name) {
        return pairings.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The connection of a name, if there is one. */
    public Optional<Connection> findConnection(String name) {
        return connections.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /**
     * The same.
     *
     * @throws org.handfast.api.Fault OPERATOR_INPUT if there is none
     */
    public Connection requireConnection(String name) {
        return findConnection(name)
                .orElseThrow(() -> Misfit.of("no-connection", "There is no connection with '" + name + "'."));
    }

    /** The connection that this pair ID, its own, belongs to. */
    Optional<Connection> at(PairId own) {
        return connections.stream().filter(c -> c.own().equals(own)).findFirst();
    }

    /** The connection that a peer's pair ID belongs to. */
    Optional<Connection> to(PairId peer) {
        return connections.stream().filter(c -> c.peer().id().equals(peer)).findFirst();
    }

    /**
     * Requires that a code is another device's.
     *
     * @throws org.handfast.api.Fault OPERATOR_INPUT if this device has shown it
     */
    public void requireOthers(Line line, Tools tools) {
        if (line instanceof KeyLine keys) {
            PairId id = PairId.of(keys.pairKey(), tools.crypto());
            if (pairings.stream().anyMatch(p -> p.own().id().equals(id))) {
                throw Misfit.of("own-code", "This is this device's own code: show it the code of the other device.");
            }
        }
    }

    /**
     * A name to begin something under, as given, or one that is free.
     *
     * @param wanted may be empty
     * @throws org.handfast.api.Fault OPERATOR_INPUT if it is taken, or none
     */
    public String freeName(String wanted) {
        String name = wanted.isEmpty()
                ? Stream.iterate(1, i -> i + 1)
                        .map(i -> NAME + i)
                        .filter(this::isFree)
                        .findFirst()
                        .orElseThrow()
                : wanted;
        if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_NAME || !name.equals(name.strip())) {
            throw Misfit.of("bad-name", "A name has 1 to " + MAX_NAME + " characters, and no blanks around it.");
        }
        if (!isFree(name)) {
            throw Misfit.of("taken-name", "'" + name + "' is what another connection is called: choose another name.");
        }
        return name;
    }

    private boolean isFree(String name) {
        return findPairing(name).isEmpty()
                && findConnection(name).filter(c -> !c.over()).isEmpty();
    }

    /** With a pairing as it goes on, in place of the one of this name. */
    public QrDevice with(Pairing pairing) {
        return withPairings(replaced(pairings, p -> p.name().equals(pairing.name()), pairing));
    }

    /** Without the pairing of this name: it has come to nothing at the hub. */
    public QrDevice without(Pairing pairing) {
        return withPairings(
                pairings.stream().filter(p -> !p.name().equals(pairing.name())).toList());
    }

    private QrDevice withPairings(List<Pairing> more) {
        return new QrDevice(account, more, connections, receipts, heard, unwanted, breaks);
    }

    /** Without a pairing that the hub may hold something of: if it becomes a connection nevertheless, that is broken. */
    public QrDevice givenUp(Pairing pairing) {
        boolean atHub = pairing instanceof Pairing.Initiating
                || pairing instanceof Pairing.Offering
                || pairing instanceof Pairing.Comparing;
        if (!atHub) {
            return without(pairing);
        }
        List<PairId> ids = new ArrayList<>(unwanted);
        ids.add(pairing.own().id());
        return new QrDevice(
                account,
                without(pairing).pairings,
                connections,
                receipts,
                heard,
                ids.subList(Math.max(0, ids.size() - MOST_UNWANTED), ids.size()),
                breaks);
    }

    /** With a connection that a pairing has become. */
    public QrDevice connected(Pairing.Met pairing, String connectionId, boolean agreed, Tools tools) {
        Connection made =
                Connection.of(pairing, connectionId, agreed, new Meeting(account, tools).words(pairing), tools.now());
        return without(pairing).with(made);
    }

    /** With a connection as it is now, in place of the one of this name. */
    public QrDevice with(Connection connection) {
        return withConnections(replaced(connections, c -> c.name().equals(connection.name()), connection));
    }

    /** Without a connection. */
    public QrDevice without(Connection connection) {
        return withConnections(connections.stream()
                .filter(c -> !c.name().equals(connection.name()))
                .toList());
    }

    private QrDevice withConnections(List<Connection> more) {
        return new QrDevice(account, pairings, more, receipts, heard, unwanted, breaks);
    }

    /** The hub has been told to break it. */
    public QrDevice broke(PairId own) {
        return new QrDevice(
                account,
                pairings,
                connections,
                receipts,
                heard,
                unwanted,
                breaks.stream().filter(b -> !b.equals(own)).toList());
    }

    QrDevice breaking(PairId own) {
        List<PairId> more = new ArrayList<>(breaks);
        more.add(own);
        return new QrDevice(
                account,
                pairings,
                connections,
                receipts,
                heard,
                unwanted.stream().filter(u -> !u.equals(own)).toList(),
                more);
    }

    QrDevice with(List<Bytes> receipts, Seen heard) {
        return new QrDevice(account, pairings, connections, receipts, heard, unwanted, breaks);
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> which, T by) {
        List<T> more = new ArrayList<>(all.stream().filter(which.negate()).toList());
        more.add(by);
        return more;
    }
}
