package org.handfast.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.LinkEvents;

/** A network in memory: whole messages, in order, framed and cut on the way as a stream would be. */
public final class MemoryNetwork {

    private final Schedule schedule;
    private final Random random;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<MemoryWire> open = new HashSet<>();
    private boolean heedsPauses = true;
    private Tap tap = (from, to, message) -> List.of(message);

    private record Place(String owner, String protocol, Listener.Tcp listener, LinkEvents events) {}

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

    /** Lets {@code endpoint} be dialled. */
    void listen(String owner, String endpoint, String protocol, Listener.Tcp listener, LinkEvents events) {
        places.put(endpoint, new Place(owner, protocol, listener, events));
    }

    void stopListening(String owner) {
        places.values().removeIf(p -> p.owner().equals(owner));
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
        Place place = places.get(endpoint);
        if (place == null) {
            done.accept(new Dialler.Dialled.Failed("connection refused"));
            return;
        }
        var near = new MemoryWire(
                this,
                owner,
                new Link(ids.incrementAndGet(), listener.name(), endpoint, true),
                events,
                place.listener());
        String port = Long.toString(40_000 + near.link().id());
        var far = new MemoryWire(
                this,
                place.owner(),
                new Link(ids.incrementAndGet(), place.listener().name(), owner + ":" + port, false),
                place.events(),
                place.listener());
        near.joinTo(far);
        far.joinTo(near);
        open.add(near);
        open.add(far);
        done.accept(new Dialler.Dialled.Open(near.link(), near));
        place.events().opened(place.protocol(), far.link(), far);
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
            Bytes frame = Bytes.join(from.framing().prefix(carried.size()), carried);
            for (Bytes piece : pieces(frame)) {
                schedule.add(to, () -> to.arrived(piece));
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
