package org.handfast.core.link;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Reach;
import org.handfast.api.transport.RunningTransport.Finder;
import org.handfast.api.transport.RunningTransport.Search;

/** Finds others, and lets them find this hub, by the transports that run. Thread-safe; no call blocks. */
public interface Discovery {

    /** Lets others find a record until then, in place of one under the key. */
    void advertise(String transport, Bytes key, Bytes record, Instant until);

    /** Takes a record back. */
    void withdraw(String transport, Bytes key);

    /**
     * Looks for records under a key, and for whoever is near, until it is cancelled; what was found before may still be told.
     *
     * @param finder called on any thread
     */
    Search seek(String transport, Bytes key, Finder finder);

    /** How others reach this hub, if the transport runs. */
    Optional<Reach> reach(String transport);

    /** That of a node without transports: nobody is found. */
    static Discovery none() {
        return new NoDiscovery();
    }
}
