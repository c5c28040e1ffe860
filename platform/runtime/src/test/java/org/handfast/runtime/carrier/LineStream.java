package org.handfast.runtime.carrier;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.StreamEvents;

/**
 * A connection that is a stream. Who dialled says {@code open PROTOCOL KEY}, the other {@code yes KEY} or {@code no}; each then
 * a line, its message. The keys are taken on trust: it is a sample.
 */
final class LineStream implements ChannelEvents, MessageStream {

    private final Carrying carrying;
    private final Channel channel;
    private final RunningTransport.@Nullable Opening told;
    private String unread = "";
    private @Nullable Key peer;
    private @Nullable StreamEvents events;

    private LineStream(Carrying carrying, Channel channel, RunningTransport.@Nullable Opening told) {
        this.carrying = carrying;
        this.channel = channel;
        this.told = told;
        carrying.streams().add(this);
    }

    static LineStream accepted(Carrying carrying, Channel channel) {
        return new LineStream(carrying, channel, null);
    }

    static LineStream dialled(Carrying carrying, Channel channel, String protocol, RunningTransport.Opening told) {
        var stream = new LineStream(carrying, channel, told);
        stream.line("open " + protocol + " " + carrying.own().bytes().hex());
        return stream;
    }

    private void line(String text) {
        channel.write(Bytes.utf8(text + "\n"));
    }

    @Override
    public void received(Bytes bytes) {
        unread += new String(bytes.toArray(), StandardCharsets.UTF_8);
        for (int end = unread.indexOf('\n'); end >= 0; end = unread.indexOf('\n')) {
            String text = unread.substring(0, end);
            unread = unread.substring(end + 1);
            carrying.heard(text);
            heard(text);
        }
    }

    private void heard(String text) {
        StreamEvents open = events;
        if (open != null) {
            open.received(Bytes.utf8(text));
            return;
        }
        String[] words = text.split(" ");
        RunningTransport.Opening opening = told;
        if (opening == null) {
            asked(words);
        } else if (words[0].equals("yes")) {
            peer = key(words[1]);
            events = opening.opened(this);
        } else {
            opening.failed("the other end does not speak that");
            channel.close();
        }
    }

    private void asked(String[] words) {
        RunningTransport.StreamAcceptor acceptor = carrying.served().get(words[1]);
        if (acceptor == null) {
            line("no");
            channel.close();
            return;
        }
        peer = key(words[2]);
        line("yes " + carrying.own().bytes().hex());
        events = acceptor.opened(this);
    }

    private static Key key(String hex) {
        return new Key(Key.Algorithm.ED25519, Bytes.hex(hex));
    }

    @Override
    public void writable() {}

    @Override
    public void closed(String reason) {
        if (!carrying.streams().remove(this)) {
            return;
        }
        StreamEvents open = events;
        RunningTransport.Opening opening = told;
        if (open != null) {
            open.closed(reason);
        } else if (opening != null) {
            opening.failed(reason);
        }
    }

    void stop() {
        channel.close();
        closed("the transport has stopped");
    }

    @Override
    public Key peer() {
        Key proven = peer;
        if (proven == null) {
            throw new IllegalStateException("not open yet");
        }
        return proven;
    }

    @Override
    public String remote() {
        return channel.remote().toString();
    }

    @Override
    public void send(Bytes message) {
        channel.write(Bytes.join(message, Bytes.utf8("\n")));
    }

    @Override
    public void whenSent(Runnable then) {
        then.run();
    }

    @Override
    public void close() {
        channel.close();
    }
}
