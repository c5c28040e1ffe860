package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** Looks for records under a key, again and again until it is cancelled, and tells each valid one that any server has. */
final class ValueSearch implements RunningTransport.Search, Lookup.Told {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_VALUES = 64;

    private final Swarm swarm;
    private final Lookups lookups;
    private final KadClient client;
    private final Validators validators;
    private final Bytes key;
    private final Consumer<Bytes> found;
    private final Consumer<String> searched;
    private final Runnable cancelled;
    private final Set<Bytes> told = new HashSet<>();
    private Duration pause = FIRST_PAUSE;
    private @Nullable Lookup lookup;
    private TransportHost.@Nullable Timer next;
    private boolean first = true;
    private boolean over;

    ValueSearch(
            Swarm swarm,
            Lookups lookups,
            KadClient client,
            Validators validators,
            Bytes key,
            Consumer<Bytes> found,
            Consumer<String> searched,
            Consumer<ValueSearch> cancelled) {
        this.swarm = swarm;
        this.lookups = lookups;
        this.client = client;
        this.validators = validators;
        this.key = key;
        this.found = found;
        this.searched = searched;
        this.cancelled = () -> cancelled.accept(this);
    }

    /** Looks once more. */
    void look() {
        if (!over) {
            lookup = lookups.begin(KadMessage.getValue(key), this);
        }
    }

    /** True if it looks under this key. */
    boolean isFor(Bytes other) {
        return key.equals(other);
    }

    /** A peer is in the table now. */
    void entered(Contact contact) {
        client.ask(contact, KadMessage.getValue(key), answer -> answered(contact, answer), () -> {});
    }

    @Override
    public void answered(Contact from, KadMessage answer) {
        answer.record().filter(record -> record.key().equals(key)).ifPresent(record -> offer(record.value()));
    }

    /** Tells a value, if it is valid and new. */
    void offer(Bytes value) {
        if (!over && told.size() < MOST_VALUES && validators.accepts(key, value, swarm.now()) && told.add(value)) {
            found.accept(value);
        }
    }

    @Override
    public void done(Lookup.Result result) {
        if (first) {
            first = false;
            searched.accept("asked " + result.asked() + " peers of the DHT, " + result.answered() + " answered");
        }
        if (!over) {
            next = swarm.after(pause, this::look);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    @Override
    public void cancel() {
        over = true;
        if (next != null) {
            next.cancel();
        }
        if (lookup != null) {
            lookup.cancel();
        }
        cancelled.run();
    }
}
