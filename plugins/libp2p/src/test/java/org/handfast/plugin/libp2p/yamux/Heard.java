package org.handfast.plugin.libp2p.yamux;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.StreamReader;

/** A reader that remembers what it heard, and checks the order of it. */
final class Heard implements StreamReader {

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<String> closed = new ArrayList<>();
    final MuxedStream stream;
    boolean finished;
    int drained;
    Consumer<Bytes> then = bytes -> {};

    Heard(MuxedStream stream) {
        this.stream = stream;
    }

    Bytes all() {
        return Bytes.wrap(bytes.toByteArray());
    }

    @Override
    public void received(Bytes more) {
        if (finished || !closed.isEmpty() || more.isEmpty()) {
            throw new IllegalStateException("bytes out of place");
        }
        bytes.writeBytes(more.toArray());
        then.accept(more);
    }

    @Override
    public void finished() {
        if (finished || !closed.isEmpty()) {
            throw new IllegalStateException("an end out of place");
        }
        finished = true;
    }

    @Override
    public void drained() {
        if (!closed.isEmpty()) {
            throw new IllegalStateException("drained out of place");
        }
        drained++;
    }

    @Override
    public void closed(String reason) {
        closed.add(reason);
        if (closed.size() > 1) {
            throw new IllegalStateException("closed twice: " + closed);
        }
    }
}
