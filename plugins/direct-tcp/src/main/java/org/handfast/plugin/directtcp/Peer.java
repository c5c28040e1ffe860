package org.handfast.plugin.directtcp;

import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Link;
import org.handfast.api.PairingId;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packets;
import org.handfast.plugin.directtcp.wire.Revision;

/**
 * The other end, as its Hello names it: a claim until a key check proves it.
 *
 * @param link to it
 * @param revision the connection's
 * @param device its device id
 * @param asked true if this end dialled, and so is the asking one
 */
record Peer(Link link, Revision revision, UUID device, boolean asked) {

    Address address() {
        return new Address(device.toString());
    }

    PairingId pairing() {
        return PairingId.hub(address());
    }

    Bytes id() {
        return Bytes.uuid(device);
    }

    Effect send(Packet packet) {
        return Effect.send(link, Packets.encode(packet, revision));
    }
}
