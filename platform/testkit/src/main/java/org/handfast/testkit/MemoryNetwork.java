package org.handfast.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.handfast.api.Base58;
import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.SignedTarget;

/**
 * A network in memory: whole messages, in order; those on TCP framed and cut on the way as a stream would be. WebSockets are
 * dialled by {@code ws://name/path}, streams by {@link #stream} or {@code /p2p/} and a peer id, or both; HTTP is asked by
 * {@link #ask}.
 */
public final class MemoryNetwork {

    private static final String SOCKETS = "ws://";
    private static final String STREAMS = "/memory/";
    private static final String PEER = "/p2p/";

    /** What the peer id of an Ed25519 key begins with: the identity hash of a protobuf. */
    private static final Bytes PEER_KEY = Bytes.hex("002408011220");

    private final Schedule schedule;
    private final Random random;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> sockets = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Place> streams = new ArrayList<>();
    private final Map<String, Key> peers = new HashMap<>();
    private final Set<MemoryWire> open = new HashSet<>();
    private boolean heedsPauses = true;
    private Tap tap = (from, to, message) -> List.of(message);

    private record Place(String owner, String protocol, Listener listener, LinkEvents events) {}

    private record Reached(Place place, Map<String, String> parameters) {}

    private record Site(String owner, String protocol, Listener.Http listener, LinkEvents events) {}

    /** Somebody in the middle. */
    public interface Tap {

        /** What arrives in place of a message: the same, nothing, something else, more. */
        List<Bytes> carry(String from, String to, Bytes message);
    }

    MemoryNetwork(Schedule schedule, Random random) {
        this.schedule = schedule;
        this.random = random;
    }

    /** Puts somebody in the middle of all connections. */
    public void tap(Tap tap) {
        this.tap = tap;
    }

    /** From now on messages come although a link was asked to pause: more of them were under way than anybody thought. */
    public void ignorePauses() {
        heedsPauses = false;
    }

    boolean heedsPauses() {
        return heedsPauses;
    }

    /** Somebody has proven this key at the other end of every stream. */
    public void knows(String owner, Key peer) {
        peers.put(owner, peer);
    }

    /** Where the streams of somebody are dialled. */
    public static String stream(String owner) {
        return STREAMS + owner;
    }

    /** Where the streams of somebody are dialled if they must be the one who is meant. */
    public String endpoint(String owner) {
        return stream(owner) + peer(owner).map(PEER::concat).orElse("");
    }

    private Optional<String> peer(String owner) {
        return Optional.ofNullable(peers.get(owner)).map(key -> Base58.encode(Bytes.join(PEER_KEY, key.bytes())));
    }

    /** True if an endpoint is the place of somebody, and of nobody else whom it names. */
    private boolean isAt(String owner, String endpoint) {
        int named = endpoint.lastIndexOf(PEER);
        if (named < 0) {
            return endpoint.equals(stream(owner));
        }
        String place = endpoint.substring(0, named);
        return (place.isEmpty() || place.equals(stream(owner)))
                && peer(owner)
                        .filter(endpoint.substring(named + PEER.length())::equals)
                        .isPresent();
    }

    /** Who takes streams of a transport, the one who asks aside. */
    List<String> neighbours(String owner, String transport) {
        return streams.stream()
                .filter(p -> !p.owner().equals(owner)
                        && ((Listener.Stream) p.listener()).transport().equals(transport))
                .map(p -> endpoint(p.owner()))
                .distinct()
                .toList();
    }

    /** Lets {@code endpoint} be dialled. */
    void listen(String owner, String endpoint, String protocol, Listener.Tcp listener, LinkEvents events) {
        places.put(endpoint, new Place(owner, protocol, listener, events));
    }

    /** Lets a protocol be reached on all that it listens on, as {@code owner} and as {@code owner/protocol}. */
    void listen(String owner, String protocol, Listener listener, LinkEvents events) {
        switch (listener) {
            case Listener.Tcp tcp -> {
                listen(owner, owner, protocol, tcp, events);
                listen(owner, owner + "/" + protocol, protocol, tcp, events);
            }
            case Listener.WebSocket webSocket -> sockets.add(new Place(owner, protocol, webSocket, events));
            case Listener.Http http -> sites.add(new Site(owner, protocol, http, events));
            case Listener.Stream stream -> streams.add(new Place(owner, protocol, stream, events));
        }
    }

    /**
     * Asks {@code owner} by HTTP.
     *
     * @param from who asks
     * @param method in upper case
     * @param target path, with or without a query
     * @param signature the header that signs it, if it is signed
     * @param body as it is sent
     * @param answered told the answer; never if there is none
     */
    public void ask(
            String from,
            String owner,
            String method,
            String target,
            Optional<String> signature,
            Bytes body,
            Consumer<Response> answered) {
        Target asked = Target.of(target);
        for (Site site : sites) {
            for (Listener.Route route : site.listener().routes()) {
                Optional<Map<String, String>> parameters = asked.fits(route.path());
                if (site.owner().equals(owner) && route.method().equals(method) && parameters.isPresent()) {
                    long id = ids.incrementAndGet();
                    var exchange = new MemoryExchange(
                            new Link(id, site.listener().name(), from + ":" + (40_000 + id), false),
                            site.events(),
                            answered,
                            schedule);
                    schedule.add(exchange, () -> site.events()
                            .requested(
                                    site.protocol(),
                                    exchange.link(),
                                    new Request(
                                            method,
                                            asked.path(),
                                            target,
                                            signature,
                                            parameters.get(),
                                            asked.query(),
                                            Optional.empty(),
                                            body),
                                    exchange));
                    return;
                }
            }
        }
        throw new AssertionError("nobody serves " + method + " " + target + " at " + owner);
    }

    void stopListening(String owner) {
        places.values().removeIf(p -> p.owner().equals(owner));
        sockets.removeIf(p -> p.owner().equals(owner));
        sites.removeIf(s -> s.owner().equals(owner));
        streams.removeIf(s -> s.owner().equals(owner));
    }

    /** Dials for {@code owner}, as long as it lives. */
    Dialler dialler(String owner, BooleanSupplier lives) {
        return (endpoint, listener, events, done) -> schedule.add(new Object(), () -> {
            if (lives.getAsBoolean()) {
                dial(owner, endpoint, listener, events, done);
            }
        });
    }

    private void dial(
            String owner, String endpoint, Listener listener, LinkEvents events, Consumer<Dialler.Dialled> done) {
        Optional<Reached> reached = reached(endpoint, listener);
        if (reached.isEmpty()) {
            done.accept(new Dialler.Dialled.Failed("connection refused"));
            return;
        }
        Place place = reached.get().place();
        var near = new MemoryWire(this, owner, link(listener, endpoint, true, place.owner()), events, place.listener());
        String port = Long.toString(40_000 + near.link().id());
        var far = new MemoryWire(
                this,
                place.owner(),
                link(place.listener(), owner + ":" + port, false, owner),
                place.events(),
                place.listener());
        near.joinTo(far);
        far.joinTo(near);
        open.add(near);
        open.add(far);
        done.accept(new Dialler.Dialled.Open(near.link(), near));
        place.events().opened(place.protocol(), far.link(), request(endpoint, listener, reached.get()), far);
    }

    private Link link(Listener listener, String remote, boolean dialled, String other) {
        Optional<Key> peer =
                listener instanceof Listener.Stream ? Optional.ofNullable(peers.get(other)) : Optional.empty();
        return new Link(ids.incrementAndGet(), listener.name(), remote, dialled, peer);
    }

    /** Who is where somebody dials to; of a WebSocket, with what its path says. */
    private Optional<Reached> reached(String endpoint, Listener asks) {
        if (asks instanceof Listener.Stream asked) {
            return streams.stream()
                    .filter(p -> isAt(p.owner(), endpoint)
                            && p.listener() instanceof Listener.Stream there
                            && there.protocol().equals(asked.protocol()))
                    .map(p -> new Reached(p, Map.of()))
                    .findFirst();
        }
        if (!endpoint.startsWith(SOCKETS)) {
            return Optional.ofNullable(places.get(endpoint)).map(place -> new Reached(place, Map.of()));
        }
        int from = endpoint.indexOf('/', SOCKETS.length());
        if (from < 0) {
            return Optional.empty();
        }
        String owner = endpoint.substring(SOCKETS.length(), from);
        Target target = Target.of(endpoint.substring(from));
        return sockets.stream()
                .filter(place -> place.owner().equals(owner))
                .flatMap(place -> ((Listener.WebSocket) place.listener())
                        .paths().stream()
                                .flatMap(path -> target.fits(path).stream())
                                .map(p -> new Reached(place, p)))
                .findFirst();
    }

    private static Optional<Request> request(String endpoint, Listener asks, Reached reached) {
        if (!(asks instanceof Listener.WebSocket client
                && reached.place().listener() instanceof Listener.WebSocket server)) {
            return Optional.empty();
        }
        int from = endpoint.indexOf('/', SOCKETS.length());
        Target target = Target.of(endpoint.substring(from));
        Optional<String> agreed = server.subprotocols().stream()
                .filter(client.subprotocols()::contains)
                .findFirst();
        SignedTarget signed = SignedTarget.ofWebSocket(endpoint.substring(from), List.of());
        return Optional.of(new Request(
                "GET",
                target.path(),
                signed.target(),
                signed.signature(),
                reached.parameters(),
                target.query(),
                agreed,
                Bytes.EMPTY));
    }

    /** Ends every connection of somebody at once and without a word to it, as a crash does. */
    void crash(String owner) {
        stopListening(owner);
        for (MemoryWire wire : List.copyOf(open)) {
            if (wire.owner().equals(owner)) {
                wire.crash();
            }
        }
    }

    /** Cuts every connection of somebody; both ends notice. */
    public void cut(String owner) {
        for (MemoryWire wire : List.copyOf(open)) {
            if (wire.owner().equals(owner)) {
                wire.cut();
            }
        }
    }

    void carry(MemoryWire from, MemoryWire to, Bytes message) {
        for (Bytes carried : tap.carry(from.owner(), to.owner(), message)) {
            if (from.listener() instanceof Listener.Tcp tcp) {
                Bytes frame = Bytes.join(
                        tcp.framing().prefix(carried.size()),
                        carried,
                        tcp.framing().suffix());
                for (Bytes piece : pieces(frame)) {
                    schedule.add(to, () -> to.arrived(piece));
                }
            } else {
                schedule.add(to, () -> to.arrivedWhole(carried));
            }
        }
    }

    private List<Bytes> pieces(Bytes frame) {
        List<Bytes> pieces = new ArrayList<>();
        for (int at = 0; at < frame.size(); ) {
            int size = 1 + random.nextInt(frame.size() - at);
            pieces.add(frame.slice(at, size));
            at += size;
        }
        return pieces;
    }

    void later(MemoryWire lane, Runnable task) {
        schedule.add(lane, task);
    }

    void gone(MemoryWire wire) {
        open.remove(wire);
    }

    /** A crash may lose what was sent before it, or not. */
    boolean losesWhatIsUnderWay() {
        return random.nextBoolean();
    }

    /** The ends that are open, by whose they are. */
    public List<String> open() {
        return open.stream().map(MemoryWire::owner).sorted().toList();
    }
}
