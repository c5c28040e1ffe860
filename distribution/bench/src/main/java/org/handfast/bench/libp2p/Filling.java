package org.handfast.bench.libp2p;

import java.util.function.LongConsumer;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.StreamReader;

/** Writes to a stream as much as goes. */
record Filling(MuxedStream stream, LongConsumer sent) implements StreamReader {

    /** As many bytes as the other end lets come ahead. */
    private static final Bytes PIECE = Bytes.wrap(new byte[256 << 10]);

    void begin() {
        stream.write(PIECE);
    }

    @Override
    public void drained() {
        sent.accept(PIECE.size());
        stream.write(PIECE);
    }

    @Override
    public void received(Bytes bytes) {}

    @Override
    public void finished() {}

    @Override
    public void closed(String reason) {}
}
