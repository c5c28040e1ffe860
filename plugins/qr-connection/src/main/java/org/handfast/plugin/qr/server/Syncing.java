package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Queue.Known;
import org.handfast.plugin.qr.server.Statuses.Fate;
import org.handfast.plugin.qr.server.SyncRequest.Outgoing;
import org.handfast.plugin.qr.server.SyncRequest.Receipt;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Wire;

/**
 * One sync of an account, all of it or nothing: takes its receipts and its packets, and gathers what it is to have. For one
 * thread.
 */
final class Syncing {

    /** The most bytes of blobs in the answer to a request. */
    static final int ANSWER_BYTES = 1024 * 1024;

    /** The most bytes of blobs in what is pushed; a client that has not received them is pushed no more. */
    static final int PUSHED_BYTES = 128 * 1024;

    /** What one step may have, with some to spare for what each packet still adds. */
    private static final int MOST_EFFECTS = 1_700;

    private final Address account;
    private final List<Address> addresses;
    private final View view;
    private final SyncAnswer answer = new SyncAnswer();
    private final List<Effect> effects = new ArrayList<>();
    private final Set<Address> stirred = new LinkedHashSet<>();
    private final Map<PairId, Pace> paces = new HashMap<>();
    private final Map<PairId, Long> sizes = new HashMap<>();
    private long stored;
    private final Map<PairId, Optional<Connection>> connections = new HashMap<>();

    /** Packets and messages of this sync that the client has, and is not to be given once more. */
    private final Set<Bytes> had = new HashSet<>();

    Syncing(Address account, List<Address> addresses, View view) {
        this.account = account;
        this.addresses = addresses;
        this.view = view;
    }

    /**
     * Takes what the client brought.
     *
     * @throws org.handfast.plugin.qr.wire.Refused if any of it is not to be, and then nothing is
     */
    void take(SyncRequest request) {
        request.receipts().forEach(this::received);
        had.addAll(request.messages());
        effects.addAll(Messages.received(account, request.messages(), view));
        var seen = new HashMap<Bytes, Bytes>();
        for (Outgoing packet : request.packets()) {
            Bytes id = Bytes.join(packet.peer().bytes(), packet.packetId());
            Bytes twin = seen.putIfAbsent(id, packet.blob());
            if (twin == null) {
                send(packet);
            } else if (!twin.equals(packet.blob())) {
                throw otherBytes();
            }
        }
        paces.values().forEach(pace -> effects.add(pace.kept(view.now())));
    }

    private void received(Receipt receipt) {
        if (!addresses.contains(receipt.own().address())) {
            throw Problem.NOT_YOURS.because("In 'lastPacketsReceived' each 'pairID' is one of your own.");
        }
        var queue = new Queue(receipt.own());
        for (Bytes packetId : receipt.packetIds()) {
            if (had.add(Bytes.join(receipt.own().bytes(), packetId))) {
                // Of what was never sent, or is long gone, there is nothing to do.
                queue.known(packetId, view).ifPresent(known -> received(queue, packetId, known));
            }
        }
    }

    private void received(Queue queue, Bytes packetId, Known known) {
        if (known.received()) {
            // It may have been handed once more at the very moment of its first receipt.
            effects.add(queue.removed(packetId, known));
            return;
        }
        effects.addAll(queue.received(packetId, known));
        tellSender(
                queue, (statuses, theirs) -> statuses.received(theirs, packetId, Moments.of(known.at()), view.now()));
    }

    private void send(Outgoing packet) {
        Connection connection = Connection.at(packet.peer(), view)
                .map(Connection::turned)
                .filter(c -> addresses.contains(c.own().address()))
                .orElseThrow(() -> Problem.NOT_YOURS.because("You have no connection with " + packet.peer() + "."));
        if (connection.over()) {
            throw Problem.BROKEN.because("The connection with " + packet.peer() + " was ended: connect anew.");
        }
        if (connection.paused()) {
            throw Problem.PAUSED.because("The connection with " + packet.peer()
                    + " is paused: nothing passes until whoever paused it resumes it.");
        }
        answer.came(packet.peer(), connection.ownsSender(), packet.packetId(), Fate.STORED);
        var queue = new Queue(packet.peer());
        Optional<Known> known = queue.known(packet.packetId(), view);
        if (known.isPresent()) {
            if (!known.get().hash().equals(view.crypto().sha256(packet.blob()))) {
                throw otherBytes();
            }
            return;
        }
        count(connection, queue);
        // Packets of one sync keep the order that they were sent in.
        Instant at = Moments.of(Moments.micros(view.now()) + stored++);
        effects.addAll(queue.add(packet.packetId(), packet.blob(), at, view));
        effects.add(new Statuses(account).stored(connection, packet.packetId(), at));
        connection.peerAccount(view).ifPresent(stirred::add);
    }

    private static RuntimeException otherBytes() {
        return Problem.OTHER_BYTES.because(
                "A packet of this ID with another blob was sent before: give each its own ID.");
    }

    private void count(Connection connection, Queue queue) {
        Pace pace = paces.computeIfAbsent(connection.own(), own -> Pace.of(own, view))
                .sent();
        paces.put(connection.own(), pace);
        if (!pace.overdrawn().isZero()) {
            throw Problem.TOO_FAST
                    .because("A connection carries " + pace.perMinute() + " packets a minute each way.")
                    .after(pace.overdrawn());
        }
        long size = sizes.computeIfAbsent(queue.of(), q -> queue.size(view)) + 1;
        sizes.put(queue.of(), size);
        long most = view.settings().number("queued-packets");
        if (size > most) {
            throw Problem.FULL
                    .because("The other end has " + most + " packets waiting, and takes no more until it"
                            + " fetches some.")
                    .after(Duration.ofMinutes(1));
        }
    }

    /**
     * Gathers what the account is to have.
     *
     * @param pushed what it is not to be given once more: messages by their jti, packets by pair ID and packet ID
     * @param mostBytes of blobs
     * @return those of {@code pushed} that still wait, and what is given now
     */
    Set<Bytes> gather(Set<Bytes> pushed, int mostBytes) {
        var inFlight = new HashSet<Bytes>();
        statuses();
        messages(pushed, inFlight);
        packets(pushed, mostBytes, inFlight);
        return inFlight;
    }

    private void statuses() {
        var statuses = new Statuses(account);
        List<Statuses.Status> due = statuses.due(Wire.MOST_DELIVERED, view);
        for (Statuses.Status status : due) {
            if (full()) {
                answer.more();
                return;
            }
            answer.came(status.peer(), status.sender(), status.packetId(), status.fate());
            effects.add(statuses.told(status));
        }
        if (due.size() == Wire.MOST_DELIVERED) {
            answer.more();
        }
    }

    private boolean full() {
        return effects.size() + stirred.size() + 2 > MOST_EFFECTS;
    }

    private void messages(Set<Bytes> pushed, Set<Bytes> inFlight) {
        for (Messages.Message message : Messages.waiting(account, view)) {
            if (had.contains(message.jti())) {
                continue;
            }
            inFlight.add(message.jti());
            if (!pushed.contains(message.jti())) {
                answer.tell(message.signed(account, view));
            }
        }
    }

    private void packets(Set<Bytes> pushed, int mostBytes, Set<Bytes> inFlight) {
        int room = Wire.MOST_DELIVERED;
        long bytes = 0;
        for (Address address : addresses) {
            Optional<PairId> own = PairId.of(address);
            if (own.isEmpty()) {
                continue;
            }
            var queue = new Queue(own.get());
            if (queue.empty(view)
                    || connection(own.get())
                            .filter(c -> !c.paused() && !c.over())
                            .isEmpty()) {
                continue;
            }
            List<Queue.Waiting> waiting = queue.waiting(room + had.size() + 1, view);
            for (Queue.Waiting packet : waiting) {
                Bytes key = Bytes.join(own.get().bytes(), packet.packetId());
                if (had.contains(key)) {
                    continue;
                }
                if (room == 0 || bytes + packet.blob().size() > mostBytes || full()) {
                    answer.more();
                    return;
                }
                room--;
                bytes += packet.blob().size();
                inFlight.add(key);
                if (!pushed.contains(key)) {
                    answer.deliver(own.get(), packet.packetId(), packet.blob());
                    handed(queue, packet);
                }
            }
        }
    }

    private void handed(Queue queue, Queue.Waiting packet) {
        if (packet.handed()) {
            return;
        }
        effects.add(queue.handed(packet));
        tellSender(queue, (statuses, theirs) -> List.of(statuses.delivered(theirs, packet.packetId(), view.now())));
    }

    /** Adds to what the sender of a queue's packets is to be told, if it is still there. */
    private void tellSender(Queue queue, BiFunction<Statuses, Connection, List<Effect>> what) {
        connection(queue.of()).ifPresent(mine -> mine.peerAccount(view).ifPresent(sender -> {
            effects.addAll(what.apply(new Statuses(sender), mine.turned()));
            stirred.add(sender);
        }));
    }

    private Optional<Connection> connection(PairId own) {
        return connections.computeIfAbsent(own, id -> Connection.at(id, view));
    }

    SyncAnswer answer() {
        return answer;
    }

    /** What is to be done, once all is taken and gathered. */
    List<Effect> effects() {
        List<Effect> all = new ArrayList<>(effects);
        stirred.forEach(a -> all.add(Effect.stir(a)));
        return all;
    }
}
