package org.handfast.plugin.libp2p.noise;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.wire.Unread;
import org.handfast.testkit.SeededRandom;

/** Two ends of a connection with real crypto, and the wire between them. */
final class Ends {

    final End initiator;
    final End responder;

    private Ends(End initiator, End responder) {
        this.initiator = initiator;
        this.responder = responder;
    }

    /** Two that speak the same, and whose initiator dials the responder. */
    static Ends of(List<String> initiators, List<String> responders) {
        Crypto dialler = crypto(1);
        Crypto listener = crypto(2);
        StaticKey own = StaticKey.generate(listener);
        return new Ends(
                new End(new NoiseHandshake(
                        true,
                        dialler,
                        StaticKey.generate(dialler),
                        Optional.of(PeerId.of(own.identity())),
                        initiators)),
                new End(new NoiseHandshake(false, listener, own, Optional.empty(), responders)));
    }

    static Ends of(NoiseHandshake initiator, NoiseHandshake responder) {
        return new Ends(new End(initiator), new End(responder));
    }

    static Crypto crypto(long seed) {
        var random = new SeededRandom(seed);
        return HubToolkit.portable(HubKeys.generate(random), "peer " + seed, random)
                .forEvent(Bytes.join(Bytes.u64(seed), Bytes.wrap(new byte[24])));
    }

    static PeerId peer(long seed) {
        return PeerId.of(crypto(seed).peerIdentity().publicKey());
    }

    /** Crypto that notes the name of each method that is called. */
    static Crypto noting(Crypto crypto, List<String> called) {
        return (Crypto) Proxy.newProxyInstance(
                Ends.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    try {
                        return method.invoke(crypto, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Lets both talk until neither has more to say; each write arrives in pieces of 1 to {@code most} bytes. */
    Ends talk(Random random, int most) {
        initiator.begin();
        responder.begin();
        while (initiator.pass(responder, random, most) | responder.pass(initiator, random, most)) {
            // each round moves one piece each way
        }
        return this;
    }

    /** The same without cutting anything. */
    Ends talk() {
        return talk(new Random(0), Integer.MAX_VALUE);
    }

    /** One of them. */
    static final class End {
        final Handshake<Secured> handshake;
        final Unread unread = new Unread();
        final Unread said = new Unread();
        final List<Bytes> written = new ArrayList<>();
        Optional<Secured> secured = Optional.empty();

        private End(Handshake<Secured> handshake) {
            this.handshake = handshake;
        }

        void begin() {
            handshake.begin(this::write);
        }

        void hear(Bytes bytes) {
            unread.add(bytes);
            if (secured.isEmpty()) {
                secured = handshake.advance(unread, this::write);
            }
        }

        private void write(Bytes bytes) {
            written.add(bytes);
            said.add(bytes);
        }

        private boolean pass(End to, Random random, int most) {
            Bytes piece = said.takeSome(most == Integer.MAX_VALUE ? most : 1 + random.nextInt(most));
            if (!piece.isEmpty()) {
                to.hear(piece);
            }
            return !piece.isEmpty();
        }

        Secured secured() {
            return secured.orElseThrow();
        }

        SecureChannel channel() {
            return secured().channel();
        }
    }
}
