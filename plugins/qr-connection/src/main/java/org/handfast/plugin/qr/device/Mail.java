package org.handfast.plugin.qr.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.plugin.qr.device.Happening.How;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** What goes to the hub, and what comes from it. */
public final class Mail {

    /** So many of the largest fit into the largest body. */
    private static final int PACKETS_A_PART = 60;

    private final Tools tools;

    /** That of one moment. */
    public Mail(Tools tools) {
        this.tools = tools;
    }

    /** A device as it is now, and what happened. */
    public record Turn(QrDevice device, List<Happening> happenings, boolean more) {}

    /** With what the keys of its connections need from time to time. */
    public QrDevice tended(QrDevice device) {
        QrDevice tended = device;
        for (Connection connection : device.connections()) {
            tended = tended.with(connection.tended(tools));
        }
        return tended;
    }

    /** What the device has to confirm, as much as one sync takes; perhaps nothing. */
    public static Part.Receipts receipts(QrDevice device) {
        int room = Wire.MOST_DELIVERED;
        Map<PairId, List<UUID>> packets = new LinkedHashMap<>();
        for (Connection connection : device.connections()) {
            List<UUID> ids = connection.mail().receipts().stream().limit(room).toList();
            if (!ids.isEmpty()) {
                room -= ids.size();
                packets.put(connection.own(), ids);
            }
        }
        return new Part.Receipts(
                device.receipts().stream().limit(Wire.MOST_DELIVERED).toList(), packets);
    }

    /** What the device has to send, one part for each connection. */
    public static List<Part.Packets> packets(QrDevice device) {
        return device.connections().stream()
                .filter(c -> !c.mail().outbox().isEmpty())
                .map(c -> new Part.Packets(
                        c.own(),
                        c.peer().id(),
                        c.mail().outbox().stream().limit(PACKETS_A_PART).toList()))
                .toList();
    }

    /** True if the hub is to be told something. */
    public static boolean isDue(QrDevice device) {
        return !receipts(device).isEmpty() || !packets(device).isEmpty();
    }

    /** The hub has taken this. */
    public static QrDevice settled(QrDevice device, Part part) {
        return switch (part) {
            case Part.Receipts p -> {
                QrDevice after = device.with(
                        device.receipts().stream()
                                .filter(r -> !p.messages().contains(r))
                                .toList(),
                        device.heard());
                for (Map.Entry<PairId, List<UUID>> ids : p.packets().entrySet()) {
                    Optional<Connection> on = after.at(ids.getKey());
                    if (on.isPresent()) {
                        after = after.with(on.get().with(on.get().mail().acknowledged(ids.getValue())));
                    }
                }
                yield after;
            }
            case Part.Packets p ->
                device.at(p.own())
                        .map(c -> device.with(c.with(c.mail()
                                .without(p.packets().stream().map(Outgoing::id).toList()))))
                        .orElse(device);
        };
    }

    /**
     * The hub will not have this: what it is about is dropped, but for keys that the other end must be told.
     *
     * @return empty if the refusal is about who asks, or when
     */
    public static Optional<Turn> refused(QrDevice device, Part part, Refusal refusal) {
        if (!refusal.concernsContent()) {
            return Optional.empty();
        }
        return switch (part) {
            // A connection was ended meanwhile; who has the packet that says so gets it again.
            case Part.Receipts p -> Optional.of(new Turn(settled(device, p), List.of(), false));
            case Part.Packets p -> device.at(p.own()).map(c -> refused(device, c, p, refusal));
        };
    }

    private static Turn refused(QrDevice device, Connection on, Part.Packets part, Refusal refusal) {
        if (refusal.is("not-yours") || refusal.is("broken")) {
            Connection broken = on.broken();
            return new Turn(
                    device.with(broken),
                    List.of(new Happening.Refused(broken, refusal), new Happening.Broken(broken)),
                    false);
        }
        List<UUID> dropped =
                part.packets().stream().filter(p -> !p.keys()).map(Outgoing::id).toList();
        Connection after = on.with(on.mail().without(dropped));
        return new Turn(
                device.with(after),
                dropped.isEmpty() ? List.of() : List.of(new Happening.Refused(after, refusal)),
                false);
    }

    /**
     * Takes an answer to a sync, or what the live stream brings.
     *
     * @throws Fault PEER_FAULT if it is none
     */
    public Turn take(QrDevice device, Json.Members answer) {
        Delivery delivery = Delivery.of(answer);
        List<Happening> happenings = new ArrayList<>();
        QrDevice after = device;
        for (String message : delivery.messages()) {
            after = heard(after, message, happenings);
        }
        for (Delivery.Fate fate : delivery.fates()) {
            after = went(after, fate, happenings);
        }
        // What cannot be opened may be sealed with keys that another packet tells of, which the hub gave out after it.
        List<Delivery.Incoming> sealed = new ArrayList<>();
        for (Delivery.Incoming packet : delivery.packets()) {
            if (opens(after, packet)) {
                after = came(after, packet, happenings);
            } else {
                sealed.add(packet);
            }
        }
        for (Delivery.Incoming packet : sealed) {
            after = came(after, packet, happenings);
        }
        return new Turn(after, happenings, delivery.more());
    }

    private QrDevice heard(QrDevice device, String text, List<Happening> happenings) {
        HubMessage message;
        try {
            message = HubMessage.read(text, device.account(), tools);
        } catch (Fault forged) {
            happenings.add(new Happening.Forged(forged.detail()));
            return device;
        }
        List<Bytes> receipts = new ArrayList<>(device.receipts());
        if (!receipts.contains(message.jti())) {
            receipts.add(message.jti());
        }
        // What comes again is confirmed again, and nothing else.
        return device.heard().has(message.jti())
                ? device.with(receipts, device.heard())
                : act(
                        device.with(
                                receipts,
                                device.heard()
                                        .with(message.jti(), message.said().at())),
                        message,
                        happenings);
    }

    private QrDevice act(QrDevice device, HubMessage message, List<Happening> happenings) {
        if (message.code().isEmpty()) {
            return device;
        }
        return switch (message.code().get()) {
            case CONFIRMED -> confirmed(device, message, happenings);
            case EXPIRED -> expired(device, message, happenings);
            case BREAK -> broken(device, message, happenings);
            case MAINTENANCE, OUTAGE, LOAD -> {
                happenings.add(new Happening.Announced(
                        message.code().get(),
                        message.said().members().text("text").orElse(""),
                        message.moment("startsAt"),
                        message.moment("endsAt")));
                yield device;
            }
            case INITIATE, CONFIRM -> device;
        };
    }

    private QrDevice confirmed(QrDevice device, HubMessage message, List<Happening> happenings) {
        Optional<PairId> sender = id(message, "senderID");
        Optional<PairId> recipient = id(message, "recipientID");
        Optional<String> connection = message.said().members().text("connectionId");
        for (Pairing pairing : device.pairings()) {
            if (pairing instanceof Pairing.Offering offering
                    && sender.equals(Optional.of(offering.sender()))
                    && recipient.equals(Optional.of(offering.recipient()))
                    && connection.isPresent()) {
                QrDevice after = device.connected(offering, connection.get(), offering.agreed(), tools);
                happenings.add(new Happening.Connected(after.requireConnection(offering.name())));
                return after;
            }
        }
        return sender.filter(device.unwanted()::contains)
                .or(() -> recipient.filter(device.unwanted()::contains))
                .map(device::breaking)
                .orElse(device);
    }

    private static QrDevice expired(QrDevice device, HubMessage message, List<Happening> happenings) {
        Optional<PairId> sender = id(message, "senderID");
        for (Pairing pairing : device.pairings()) {
            if (pairing instanceof Pairing.Offering offering && sender.equals(Optional.of(offering.sender()))) {
                happenings.add(new Happening.Expired(pairing));
                return device.without(pairing);
            }
        }
        return device;
    }

    private static QrDevice broken(QrDevice device, HubMessage message, List<Happening> happenings) {
        Optional<Connection> known = id(message, "senderID")
                .flatMap(device::at)
                .or(() -> id(message, "recipientID").flatMap(device::at))
                .filter(c -> !c.over());
        if (known.isEmpty()) {
            return device;
        }
        Connection over = known.get().broken();
        happenings.add(new Happening.Broken(over));
        return device.with(over);
    }

    private static Optional<PairId> id(HubMessage message, String name) {
        return message.said().members().text(name).flatMap(PairId::parse);
    }

    private static QrDevice went(QrDevice device, Delivery.Fate fate, List<Happening> happenings) {
        Optional<Connection> known = device.to(fate.peer());
        if (known.isEmpty()) {
            return device;
        }
        Connection on = known.get();
        Connection after = on.with(
                on.mail().without(fate.received()).without(fate.delivered()).without(fate.deleted()));
        add(happenings, after, How.STORED, fate.received());
        add(happenings, after, How.DELIVERED, fate.delivered());
        add(happenings, after, How.DELETED, fate.deleted());
        return device.with(after);
    }

    private static void add(List<Happening> happenings, Connection on, How how, List<UUID> packets) {
        if (!packets.isEmpty()) {
            happenings.add(new Happening.Went(on, how, packets));
        }
    }

    private boolean opens(QrDevice device, Delivery.Incoming packet) {
        return device.at(packet.own())
                .filter(c -> !c.over())
                .flatMap(c -> c.open(packet.id(), packet.blob(), tools))
                .isPresent();
    }

    private QrDevice came(QrDevice device, Delivery.Incoming packet, List<Happening> happenings) {
        Optional<Connection> known = device.at(packet.own()).filter(c -> !c.over());
        if (known.isEmpty()) {
            return device;
        }
        Connection owing = known.get().with(known.get().mail().owing(packet.id()));
        if (owing.mail().seen().has(Bytes.uuid(packet.id()))) {
            return device.with(owing);
        }
        return device.with(came(owing, packet, happenings));
    }

    private Connection came(Connection on, Delivery.Incoming packet, List<Happening> happenings) {
        Optional<Connection.Opened> opened = on.open(packet.id(), packet.blob(), tools);
        var moment = opened.flatMap(o -> o.content().moment()).orElse(tools.now());
        if (on.mail().seen().has(Bytes.uuid(packet.id()), moment)) {
            return on;
        }
        Connection saw = on.with(on.mail().saw(packet.id(), moment));
        if (opened.isEmpty()) {
            happenings.add(new Happening.Unreadable(saw, packet.id()));
            return saw;
        }
        Connection proven = saw.proven(opened.get().keys());
        return switch (opened.get().content()) {
            case Content.Unknown unknown -> {
                happenings.add(new Happening.Unreadable(proven, packet.id()));
                yield proven;
            }
            case Content.Rekey rekey -> rekeyed(proven, rekey, opened.get(), packet.id(), happenings);
            case Content said -> {
                happenings.add(new Happening.Said(proven, packet.id(), said));
                yield proven;
            }
        };
    }

    private Connection rekeyed(
            Connection on, Content.Rekey rekey, Connection.Opened opened, UUID packet, List<Happening> happenings) {
        Optional<Connection> after = on.heard(rekey, opened.keys(), tools);
        if (after.isEmpty()) {
            happenings.add(new Happening.Unreadable(on, packet));
            return on;
        }
        if (!newest(after.get()).equals(newest(on))) {
            happenings.add(new Happening.Rekeyed(after.get()));
        }
        return after.get();
    }

    private static Optional<Key> newest(Connection connection) {
        return connection.keys().map(k -> k.newest().own().publicKey());
    }
}
