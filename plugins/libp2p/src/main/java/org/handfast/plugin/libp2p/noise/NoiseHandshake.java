package org.handfast.plugin.libp2p.noise;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.noise.XxPattern.Opened;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.stream.Outlet;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * One end of libp2p's handshake {@code /noise} (libp2p specs, noise; Noise_XX_25519_ChaChaPoly_SHA256): proves to each who the other
 * is, and agrees on a multiplexer on the way if both offer any. As responder it takes a key pair, three agreements and one
 * verification. Not thread-safe.
 */
public final class NoiseHandshake implements Handshake<Secured> {

    /** The most bytes of a message; what is said takes some hundreds. */
    static final int LONGEST = 4096;

    private static final int FIRST_SIZE = 32;

    private final boolean initiator;
    private final Crypto crypto;
    private final StaticKey own;
    private final Optional<PeerId> expected;
    private final List<String> muxers;
    private @Nullable XxPattern pattern;

    /**
     * @param initiator true for who dialled
     * @param crypto of this connection alone
     * @param own what is shown of this end
     * @param expected who must be at the other end; empty for anybody
     * @param muxers what this end would multiplex by, the best first; empty to agree on that later
     */
    public NoiseHandshake(
            boolean initiator, Crypto crypto, StaticKey own, Optional<PeerId> expected, List<String> muxers) {
        this.initiator = initiator;
        this.crypto = crypto;
        this.own = own;
        this.expected = expected;
        this.muxers = List.copyOf(muxers);
    }

    @Override
    public void begin(Outlet out) {
        if (initiator) {
            write(out, start().writeFirst(Bytes.EMPTY));
        }
    }

    @Override
    public Optional<Secured> advance(Unread unread, Outlet out) {
        if (pattern == null && !answerFirst(unread, out)) {
            return Optional.empty();
        }
        XxPattern begun = Objects.requireNonNull(pattern);
        return Frame.take(unread, LONGEST)
                .map(message -> initiator ? readSecond(begun, message, out) : readThird(begun, message));
    }

    private boolean answerFirst(Unread unread, Outlet out) {
        Optional<Bytes> first = Frame.take(unread, FIRST_SIZE);
        first.ifPresent(message -> {
            Key ephemeral = XxPattern.ephemeralOf(message);
            write(out, start().answerFirst(ephemeral, Bytes.EMPTY, payload()));
        });
        return first.isPresent();
    }

    private XxPattern start() {
        var started = new XxPattern(crypto, own.pair(), Bytes.EMPTY);
        pattern = started;
        return started;
    }

    private Secured readSecond(XxPattern begun, Bytes message, Outlet out) {
        HandshakePayload said = identified(begun.readSecond(message));
        Optional<String> muxer = choose(muxers, said.muxers());
        write(out, begun.writeThird(XxPattern.ephemeralOf(message), payload()));
        return new Secured(said.peer(), muxer, begun.channel(true));
    }

    private Secured readThird(XxPattern begun, Bytes message) {
        HandshakePayload said = identified(begun.readThird(message));
        return new Secured(said.peer(), choose(said.muxers(), muxers), begun.channel(false));
    }

    private HandshakePayload identified(Opened opened) {
        HandshakePayload said = HandshakePayload.decode(opened.payload());
        if (expected.isPresent() && !expected.get().equals(said.peer())) {
            throw Fault.peer(
                    "wrong-peer", "There is " + said.peer() + ", not " + expected.get() + ", which was dialled.");
        }
        said.requireSigned(crypto, opened.peerStatic());
        return said;
    }

    /** The first of the initiator's that the responder has too; empty if one of them says none. */
    private static Optional<String> choose(List<String> initiators, List<String> responders) {
        if (initiators.isEmpty() || responders.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(initiators.stream()
                .filter(responders::contains)
                .findFirst()
                .orElseThrow(() -> Fault.peer("no-muxer", "The peer multiplexes by nothing that is spoken here.")));
    }

    private Bytes payload() {
        return new HandshakePayload(own.identity(), own.signature(), muxers).encode();
    }

    private static void write(Outlet out, Bytes message) {
        out.write(Bytes.lp(message));
    }
}
