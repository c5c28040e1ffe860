package org.handfast.core.link;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Reach;
import org.handfast.api.transport.RunningTransport.Finder;
import org.handfast.api.transport.RunningTransport.Search;

/** Finds nobody. */
final class NoDiscovery implements Discovery {

    @Override
    public void advertise(String transport, Bytes key, Bytes record, Instant until) {}

    @Override
    public void withdraw(String transport, Bytes key) {}

    @Override
    public Search seek(String transport, Bytes key, Finder finder) {
        finder.searched("the transport '" + transport + "' does not run");
        return () -> {};
    }

    @Override
    public Optional<Reach> reach(String transport) {
        return Optional.empty();
    }
}
