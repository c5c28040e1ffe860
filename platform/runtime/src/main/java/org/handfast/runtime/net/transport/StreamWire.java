package org.handfast.runtime.net.transport;

import java.util.concurrent.Executor;

import org.handfast.api.Bytes;
import org.handfast.api.transport.MessageStream;
import org.handfast.core.link.Wire;

/** The sending half of a stream, from any thread. One message comes at most, so there is nothing to pause. */
final class StreamWire implements Wire {

    private final MessageStream stream;
    private final Executor loop;

    StreamWire(MessageStream stream, Executor loop) {
        this.stream = stream;
        this.loop = loop;
    }

    @Override
    public void send(Bytes message) {
        loop.execute(() -> stream.send(message));
    }

    @Override
    public void whenSent(Runnable then) {
        loop.execute(() -> stream.whenSent(then));
    }

    @Override
    public void close() {
        loop.execute(stream::close);
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
}
