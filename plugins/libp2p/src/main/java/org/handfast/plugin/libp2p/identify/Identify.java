package org.handfast.plugin.libp2p.identify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Exchange;
import org.handfast.plugin.libp2p.swarm.RateLimit;
import org.handfast.plugin.libp2p.swarm.Refusal;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/**
 * Asks each peer who it is, where it listens and what it speaks, tells the same to those who ask, and pushes it when it changes
 * (libp2p specs, identify). Where a peer says it is goes to the peer book. By the transport's thread only.
 */
public final class Identify implements Swarm.Watcher {

    /** What it is called on the wire. */
    public static final String PROTOCOL = "/ipfs/id/1.0.0";

    /** What the telling of changes is called. */
    public static final String PUSH = "/ipfs/id/push/1.0.0";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration DEBOUNCE = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration ADDRESSES_LAST = Duration.ofMinutes(30);
    private static final int BURST = 10;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Swarm swarm;
    private final Crypto crypto;
    private final OwnIdentity own;
    private final Consumer<Identified> told;
    private final Map<PeerId, Known> connected = new HashMap<>();
    private final RateLimit<PeerId> asked = new RateLimit<>(BURST, PAUSE);
    private final RateLimit<PeerId> pushed = new RateLimit<>(BURST, PAUSE);
    private TransportHost.@Nullable Timer push;
    private Instant seldomFrom = Instant.MIN;
    private boolean pushingSeldom;

    /** What is known of one, and the sequence number of the record that it signed; -1 if it never did. */
    private record Known(Identified identified, long sequence) {}

    /**
     * Answers from now on.
     *
     * @param agent what program this is, as others will see it
     * @param told hears of each peer that said who it is, and whenever it says something new
     */
    public Identify(Swarm swarm, String agent, Consumer<Identified> told) {
        this.swarm = swarm;
        this.crypto = swarm.crypto();
        this.own = new OwnIdentity(swarm, crypto, agent);
        this.told = told;
        swarm.handle(PROTOCOL, this::answer);
        swarm.handle(PUSH, this::pushed);
    }

    /** There is a connection to a peer, so it is asked who it is. */
    @Override
    public void connected(PeerId peer, Multiaddr remote, boolean dialled) {
        @Nullable Known before = connected.get(peer);
        Identified known = before == null
                ? new Identified(peer, remote, dialled, List.of(), List.of(), Optional.empty(), "")
                : before.identified();
        connected.put(peer, new Known(known, before == null ? -1 : before.sequence()));
        ask(peer);
    }

    @Override
    public void disconnected(PeerId peer) {
        connected.remove(peer);
    }

    /** What is known of a connected peer. */
    public Optional<Identified> known(PeerId peer) {
        return Optional.ofNullable(connected.get(peer)).map(Known::identified);
    }

    /** Asks a connected peer who it is. If it does not say, nothing is told of it. */
    public void ask(PeerId peer) {
        var terms = new Exchange.Terms<IdentifyMessage>(
                PROTOCOL, IdentifyMessage.LONGEST, LIMIT, bytes -> checked(peer, IdentifyMessage.decode(bytes)));
        Exchange.begin(swarm, peer, List.of(), Bytes.EMPTY, terms, new Exchange.Answer<>() {
            @Override
            public void answered(IdentifyMessage answer, PeerStream stream) {
                tell(peer);
            }

            @Override
            public void failed(String reason) {}
        });
    }

    /** Takes in what a peer said of itself; a fault if it cannot be so. */
    private IdentifyMessage checked(PeerId peer, IdentifyMessage said) {
        said.publicKey().ifPresent(key -> {
            if (!PeerId.of(PublicKeys.decode(key)).equals(peer)) {
                throw Fault.peer("wrong-identity", "The peer names a key that is not its own.");
            }
        });
        Optional<PeerRecord> record = said.signedRecord().map(envelope -> PeerRecord.open(crypto, envelope, peer));
        @Nullable Known known = connected.get(peer);
        if (known != null) {
            boolean old = record.isPresent() && record.get().sequence() < known.sequence();
            Optional<List<Multiaddr>> signed =
                    old ? Optional.of(known.identified().addresses()) : record.map(PeerRecord::addresses);
            long sequence =
                    Math.max(known.sequence(), record.map(PeerRecord::sequence).orElse(-1L));
            connected.put(peer, new Known(known.identified().with(said, signed), sequence));
        }
        return said;
    }

    private void tell(PeerId peer) {
        known(peer).ifPresent(known -> {
            swarm.book().add(peer, known.addresses(), swarm.now().plus(ADDRESSES_LAST));
            told.accept(known);
        });
    }

    private StreamReader answer(PeerStream stream) {
        if (!asked.allows(stream.peer(), swarm.now())) {
            return Refusal.of(stream);
        }
        stream.write(own.message(stream.remote()).framed());
        stream.finish();
        return new Told(swarm, stream, LIMIT);
    }

    private StreamReader pushed(PeerStream stream) {
        if (!pushed.allows(stream.peer(), swarm.now())) {
            return Refusal.of(stream);
        }
        return new Hearing(swarm, stream, LIMIT, message -> {
            checked(stream.peer(), message);
            tell(stream.peer());
        });
    }

    /** Tells all connected peers what has changed, a second from now: several changes are told of once. */
    public void push() {
        if (push == null) {
            push = swarm.after(DEBOUNCE, this::pushNow);
        }
    }

    /** The same, a minute after the last time at the earliest: for what others bring about. */
    public void pushSeldom() {
        if (pushingSeldom) {
            return;
        }
        pushingSeldom = true;
        Instant now = swarm.now();
        swarm.after(seldomFrom.isAfter(now) ? Duration.between(now, seldomFrom) : Duration.ZERO, () -> {
            pushingSeldom = false;
            seldomFrom = swarm.now().plus(SELDOM);
            push();
        });
    }

    private void pushNow() {
        push = null;
        var terms = new Exchange.Terms<Bytes>(PUSH, 0, LIMIT, bytes -> bytes);
        for (Known known : List.copyOf(connected.values())) {
            Identified peer = known.identified();
            if (peer.protocols().contains(PUSH)) {
                Exchange.begin(
                        swarm,
                        peer.peer(),
                        List.of(),
                        own.message(peer.remote()).framed(),
                        terms,
                        Quiet.ANSWER);
            }
        }
    }

    /** Nobody waits for the answer to a push. */
    private enum Quiet implements Exchange.Answer<Bytes> {
        ANSWER;

        @Override
        public void answered(Bytes answer, PeerStream stream) {}

        @Override
        public void failed(String reason) {}
    }
}
