package org.handfast.plugin.libp2p;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.StreamEvents;

/** Hears all that a transport tells, as lines. */
final class Told implements RunningTransport.StreamAcceptor, RunningTransport.Opening, RunningTransport.Finder {

    private final List<String> lines = new ArrayList<>();
    private final List<MessageStream> streams = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    List<MessageStream> streams() {
        return streams;
    }

    @Override
    public StreamEvents opened(MessageStream stream) {
        streams.add(stream);
        lines.add("opened");
        return new StreamEvents() {
            @Override
            public void received(Bytes message) {
                lines.add("received " + message.size() + " bytes");
            }

            @Override
            public void closed(String reason) {
                lines.add("closed");
            }
        };
    }

    @Override
    public void failed(String reason) {
        lines.add("failed: " + reason);
    }

    @Override
    public void record(Bytes record) {
        lines.add("record " + new String(record.toArray(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void neighbour(String endpoint) {
        lines.add("near " + endpoint);
    }

    @Override
    public void searched(String detail) {
        lines.add("searched: " + detail);
    }
}
