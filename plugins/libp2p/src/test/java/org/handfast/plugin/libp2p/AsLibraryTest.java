package org.handfast.plugin.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.StreamEvents;
import org.handfast.plugin.libp2p.world.Hosts;

/** The README's example: two nodes without a hub, over connections in memory. */
class AsLibraryTest {

    private static final Listener.Stream ECHO =
            new Listener.Stream("echo", Libp2p.ID, "/echo/1.0.0", 1_000, Optional.empty());

    private final List<Bytes> heard = new ArrayList<>();

    /** Answers a message with itself. */
    private record Echo(MessageStream stream) implements StreamEvents {
        @Override
        public void received(Bytes message) {
            stream.send(message);
        }

        @Override
        public void closed(String reason) {}
    }

    /** Says hello, and keeps the answer. */
    private final class Hello implements RunningTransport.Opening, StreamEvents {
        @Override
        public StreamEvents opened(MessageStream stream) {
            stream.send(Bytes.utf8("hello"));
            return this;
        }

        @Override
        public void failed(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void received(Bytes message) {
            heard.add(message);
        }

        @Override
        public void closed(String reason) {}
    }

    @Test
    void twoNodesTalk() {
        var hosts = new Hosts(1);
        RunningTransport one = hosts.host().run();
        RunningTransport two = hosts.host().run();
        two.serve(ECHO, Echo::new);
        one.open(
                ECHO, two.reach().addresses().getFirst() + "/p2p/" + two.reach().peer(), new Hello());
        hosts.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly(Bytes.utf8("hello"));
        one.stop();
        two.stop();
    }
}
