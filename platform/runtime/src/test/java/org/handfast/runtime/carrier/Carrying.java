package org.handfast.runtime.carrier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;

/** What runs of a {@link Carrier}. Where a place begins with {@code throw}, it throws. */
final class Carrying implements RunningTransport {

    private final TransportHost host;
    private final String mood;
    private final Key own;
    private final Map<String, StreamAcceptor> served = new HashMap<>();
    private final Map<Bytes, Bytes> records = new HashMap<>();
    private final List<LineStream> streams = new ArrayList<>();
    private int searches;

    Carrying(TransportHost host, String mood) {
        this.host = host;
        this.mood = mood;
        this.own = host.crypto().peerIdentity().publicKey();
    }

    @Override
    public ChannelEvents accepted(Channel channel) {
        if (mood.equals("throwing-at-accept")) {
            throw new IllegalStateException("the carrier was told to throw");
        }
        return LineStream.accepted(this, channel);
    }

    /** A line came on some connection. */
    void heard(String line) {
        if (mood.equals("throwing-at-bytes")) {
            throw new IllegalStateException("the carrier was told to throw at " + line);
        }
    }

    Key own() {
        return own;
    }

    Map<String, StreamAcceptor> served() {
        return served;
    }

    List<LineStream> streams() {
        return streams;
    }

    @Override
    public void datagram(MulticastGroup group, SocketPlace from, Bytes datagram) {}

    @Override
    public void serve(Listener.Stream listener, StreamAcceptor acceptor) {
        if (served.put(listener.protocol(), acceptor) != null) {
            throw new IllegalStateException("serves " + listener.protocol() + " twice");
        }
        host.changed();
    }

    @Override
    public void stopServing(Listener.Stream listener) {
        served.remove(listener.protocol());
        host.changed();
    }

    @Override
    public void open(Listener.Stream listener, String endpoint, Opening told) {
        if (endpoint.startsWith("throw")) {
            throw new IllegalStateException("the carrier was told to throw");
        }
        if (endpoint.equals("forget")) {
            return;
        }
        int colon = endpoint.lastIndexOf(':');
        var place = new SocketPlace(endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
        host.connect(place, new TransportHost.Connecting() {
            @Override
            public ChannelEvents connected(Channel channel) {
                return LineStream.dialled(Carrying.this, channel, listener.protocol(), told);
            }

            @Override
            public void failed(String reason) {
                told.failed(reason);
            }
        });
    }

    @Override
    public void advertise(Bytes key, Bytes record, Instant until) {
        records.put(key, record);
        host.changed();
    }

    @Override
    public void withdraw(Bytes key) {
        records.remove(key);
        host.changed();
    }

    @Override
    public Search seek(Bytes key, Finder finder) {
        searches++;
        if (records.containsKey(key)) {
            finder.record(records.get(key));
        }
        finder.neighbour("127.0.0.1:1");
        finder.searched("looked at home");
        return () -> searches--;
    }

    @Override
    public Reach reach() {
        if (mood.equals("throwing-when-asked")) {
            throw new IllegalStateException("the carrier was told to throw");
        }
        return new Reach(
                own.bytes().hex(),
                host.listening().stream().map(SocketPlace::toString).toList());
    }

    @Override
    public List<Report> report() {
        if (mood.equals("failing-when-asked")) {
            throw new AssertionError("the carrier was told to fail");
        }
        return List.of(
                new Report("Now", "streams", Integer.toString(streams.size())),
                new Report("Now", "searches", Integer.toString(searches)),
                new Report("Now", "records", Integer.toString(records.size())));
    }

    @Override
    public void stop() {
        List.copyOf(streams).forEach(LineStream::stop);
    }
}
