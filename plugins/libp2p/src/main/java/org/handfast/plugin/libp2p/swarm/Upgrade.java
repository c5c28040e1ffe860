package org.handfast.plugin.libp2p.swarm;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.multistream.Choice;
import org.handfast.plugin.libp2p.multistream.Proposal;
import org.handfast.plugin.libp2p.noise.NoiseHandshake;
import org.handfast.plugin.libp2p.noise.Secured;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.stream.Outlet;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * What stands between a TCP connection and its first stream: both ends agree on Noise, prove who they are, and agree on Yamux,
 * unless they did on the way. Not thread-safe.
 */
final class Upgrade {

    static final String NOISE = "/noise";
    static final String YAMUX = "/yamux/1.0.0";

    private final boolean dialled;
    private final Outlet raw;
    private final Handshake<String> security;
    private final Handshake<Secured> proof;
    private final Handshake<String> muxer;
    private final Unread plain = new Unread();
    private boolean proving;
    private @Nullable Secured secured;

    /** Reads and writes the bytes of a connection, of which {@code proof} is the handshake to be made. */
    Upgrade(boolean dialled, NoiseHandshake proof, Outlet raw) {
        this.dialled = dialled;
        this.raw = raw;
        this.proof = proof;
        this.security = agreement(NOISE);
        this.muxer = agreement(YAMUX);
    }

    private Handshake<String> agreement(String protocol) {
        return dialled ? new Proposal(List.of(protocol)) : new Choice(protocol::equals);
    }

    /** Says what is to be said first. */
    void begin() {
        security.begin(raw);
        if (dialled) {
            // In one flight with the proposal, which nobody refuses.
            proof.begin(raw);
        }
    }

    /**
     * Takes what came; what it leaves unread is the next layer's.
     *
     * @return how it was secured, once all is agreed on
     * @throws org.handfast.api.Fault PEER_FAULT if the other end says what it must not
     */
    Optional<Secured> advance(Unread unread) {
        if (!proving) {
            if (security.advance(unread, raw).isEmpty()) {
                return Optional.empty();
            }
            proving = true;
            if (!dialled) {
                proof.begin(raw);
            }
        }
        if (secured == null) {
            Optional<Secured> proven = proof.advance(unread, raw);
            if (proven.isEmpty() || proven.get().muxer().isPresent()) {
                return proven;
            }
            secured = proven.get();
            muxer.begin(sealing(secured));
        }
        secured.channel().open(unread).forEach(plain::add);
        return muxer.advance(plain, sealing(secured)).isPresent() ? Optional.of(secured) : Optional.empty();
    }

    private Outlet sealing(Secured by) {
        return bytes -> raw.write(by.channel().seal(bytes));
    }

    /** What came behind the agreement, decrypted already. */
    Bytes rest() {
        return plain.take(plain.size());
    }
}
