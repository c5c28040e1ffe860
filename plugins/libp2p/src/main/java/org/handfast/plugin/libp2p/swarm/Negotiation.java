package org.handfast.plugin.libp2p.swarm;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.wire.Unread;

/** Reads a stream until both ends agree on its protocol; from then on, whoever speaks that reads it. Not thread-safe. */
final class Negotiation implements StreamReader {

    private final MuxedStream stream;
    private final Handshake<String> handshake;
    private final BiFunction<String, MuxedStream, StreamReader> agreed;
    private final Consumer<String> failed;
    private final Unread unread = new Unread();
    private TransportHost.Timer patience = () -> {};
    private @Nullable StreamReader reader;

    /**
     * @param agreed gives back who reads the stream, once its protocol is known
     * @param failed told why there will be nobody; a sentence without a full stop
     */
    Negotiation(
            MuxedStream stream,
            Handshake<String> handshake,
            BiFunction<String, MuxedStream, StreamReader> agreed,
            Consumer<String> failed) {
        this.stream = stream;
        this.handshake = handshake;
        this.agreed = agreed;
        this.failed = failed;
    }

    /** Begins, and gives up by this timer, which calls {@link #tooLate}. */
    void begin(TransportHost.Timer until) {
        patience = until;
        handshake.begin(stream);
    }

    void tooLate() {
        if (reader == null) {
            stream.reset();
        }
    }

    @Override
    public void received(Bytes bytes) {
        StreamReader known = reader;
        if (known != null) {
            known.received(bytes);
            return;
        }
        unread.add(bytes);
        handshake.advance(unread, stream).ifPresent(protocol -> {
            patience.cancel();
            StreamReader one = agreed.apply(protocol, stream);
            reader = one;
            if (unread.size() > 0) {
                one.received(unread.take(unread.size()));
            }
        });
    }

    @Override
    public void finished() {
        StreamReader known = reader;
        if (known == null) {
            stream.reset();
        } else {
            known.finished();
        }
    }

    @Override
    public void drained() {
        StreamReader known = reader;
        if (known != null) {
            known.drained();
        }
    }

    @Override
    public void closed(String reason) {
        patience.cancel();
        StreamReader known = reader;
        if (known == null) {
            failed.accept(reason);
        } else {
            known.closed(reason);
        }
    }
}
