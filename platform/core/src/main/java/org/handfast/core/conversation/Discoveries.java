package org.handfast.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Event;
import org.handfast.api.transport.RunningTransport;
import org.handfast.core.link.Discovery;

/** What one conversation lets others find, and what it looks for: gone with it. On the conversation's thread. */
final class Discoveries {

    private final Discovery discovery;
    private final Consumer<Event> told;
    private final int most;
    private final Map<String, RunningTransport.Search> searches = new HashMap<>();
    private final Set<Advert> adverts = new HashSet<>();

    private record Advert(String transport, Bytes key) {}

    /** None yet; {@code told} hears of what is found, on any thread, and of {@code most} of it a search. */
    Discoveries(Discovery discovery, int most, Consumer<Event> told) {
        this.discovery = discovery;
        this.most = most;
        this.told = told;
    }

    void advertise(String transport, Bytes key, Bytes record, Instant until) {
        adverts.add(new Advert(transport, key));
        discovery.advertise(transport, key, record, until);
    }

    void withdraw(String transport, Bytes key) {
        if (adverts.remove(new Advert(transport, key))) {
            discovery.withdraw(transport, key);
        }
    }

    void seek(String transport, String sought, Bytes key) {
        stop(sought);
        searches.put(sought, discovery.seek(transport, key, new Finder(sought)));
    }

    /** Tells of each thing once, and of so many at most, since strangers have a say in what is found. Thread-safe. */
    private final class Finder implements RunningTransport.Finder {

        private final String sought;
        private final Set<Event> found = new HashSet<>();

        Finder(String sought) {
            this.sought = sought;
        }

        @Override
        public void record(Bytes record) {
            tell(new Event.Found(sought, record));
        }

        @Override
        public void neighbour(String endpoint) {
            tell(new Event.Neighbour(sought, endpoint));
        }

        @Override
        public void searched(String detail) {
            told.accept(new Event.Searched(sought, detail));
        }

        private void tell(Event event) {
            synchronized (this) {
                if (found.size() >= most || !found.add(event)) {
                    return;
                }
            }
            told.accept(event);
        }
    }

    void stop(String sought) {
        RunningTransport.Search search = searches.remove(sought);
        if (search != null) {
            search.cancel();
        }
    }

    /** All that is left of them. */
    void stop() {
        Set.copyOf(searches.keySet()).forEach(this::stop);
        Set.copyOf(adverts).forEach(a -> withdraw(a.transport(), a.key()));
    }
}
