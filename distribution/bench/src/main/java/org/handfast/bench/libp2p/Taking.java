package org.handfast.bench.libp2p;

import java.util.function.LongConsumer;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.StreamReader;

/** Takes what comes on a stream, and does nothing with it. */
record Taking(LongConsumer taken) implements StreamReader {

    @Override
    public void received(Bytes bytes) {
        taken.accept(bytes.size());
    }

    @Override
    public void finished() {}

    @Override
    public void closed(String reason) {}
}
