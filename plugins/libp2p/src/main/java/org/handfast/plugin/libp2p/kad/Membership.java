package org.handfast.plugin.libp2p.kad;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.identify.Identified;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.ping.Ping;

/**
 * Who gets into the table and who has to leave: in comes who says that it speaks the protocol, says where it listens, and answers
 * a ping; out goes who does not answer any more, and nobody else.
 */
final class Membership {

    private static final int MOST_PINGED = 256;

    private final Crypto crypto;
    private final Ping ping;
    private final String protocol;
    private final RoutingTable table;
    private final Consumer<Contact> entered;
    private final Set<PeerId> pinged = new HashSet<>();

    Membership(Crypto crypto, Ping ping, String protocol, RoutingTable table, Consumer<Contact> entered) {
        this.crypto = crypto;
        this.ping = ping;
        this.protocol = protocol;
        this.table = table;
        this.entered = entered;
    }

    /** A peer said who it is. */
    void identified(Identified peer) {
        var contact =
                new Contact(peer.peer(), KadId.of(crypto, peer.peer()), peer.addresses(), IpGroup.of(peer.remote()));
        if (!peer.protocols().contains(protocol) || peer.addresses().isEmpty()) {
            table.remove(contact);
        } else if (table.find(contact.peer(), contact.place()).isPresent()) {
            table.offer(contact);
        } else {
            check(contact, () -> offer(contact), () -> {});
        }
    }

    private void offer(Contact contact) {
        switch (table.offer(contact)) {
            case ENTERED -> entered.accept(contact);
            case FULL ->
                table.eldest(contact.place())
                        .ifPresent(eldest -> check(eldest, () -> table.seen(eldest), () -> {
                            table.remove(eldest);
                            if (table.offer(contact) == RoutingTable.Offer.ENTERED) {
                                entered.accept(contact);
                            }
                        }));
            case STAYED, REFUSED -> {}
        }
    }

    /** A peer answered. */
    void answered(Contact contact) {
        table.seen(contact);
    }

    /** A peer did not answer a question. */
    void silent(Contact contact) {
        Optional<Contact> member = table.find(contact.peer(), contact.place());
        member.ifPresent(known -> check(known, () -> table.seen(known), () -> table.remove(known)));
    }

    private void check(Contact contact, Runnable alive, Runnable dead) {
        if (pinged.size() >= MOST_PINGED || !pinged.add(contact.peer())) {
            return;
        }
        ping.ping(
                contact.peer(),
                took -> {
                    pinged.remove(contact.peer());
                    alive.run();
                },
                reason -> {
                    pinged.remove(contact.peer());
                    dead.run();
                });
    }
}
