package org.handfast.plugin.libp2p.identify;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** What this node says of itself. Its record is signed once for each change of its addresses. */
final class OwnIdentity {

    private static final String FAMILY = "ipfs/0.1.0";
    private static final int ADDRESSES = 16;

    private final Swarm swarm;
    private final Crypto crypto;
    private final String agent;
    private final Bytes publicKey;
    private long sequence = -1;
    private @Nullable Signed signed;

    private record Signed(List<Multiaddr> addresses, Bytes envelope) {}

    OwnIdentity(Swarm swarm, Crypto crypto, String agent) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.agent = agent;
        this.publicKey = PublicKeys.encode(crypto.peerIdentity().publicKey());
    }

    /** For a peer that is seen at {@code remote}. */
    IdentifyMessage message(Multiaddr remote) {
        Signed now = signed();
        return new IdentifyMessage(
                Optional.of(publicKey),
                now.addresses(),
                swarm.protocols(),
                Optional.of(remote.withoutPeer()),
                Optional.of(FAMILY),
                Optional.of(agent),
                Optional.of(now.envelope()));
    }

    private Signed signed() {
        List<Multiaddr> addresses = swarm.addresses().stream().limit(ADDRESSES).toList();
        if (signed == null || !signed.addresses().equals(addresses)) {
            sequence = Math.max(sequence + 1, swarm.now().toEpochMilli());
            signed = new Signed(
                    addresses,
                    new PeerRecord(swarm.self(), sequence, addresses)
                            .sign(crypto)
                            .encode());
        }
        return signed;
    }
}
