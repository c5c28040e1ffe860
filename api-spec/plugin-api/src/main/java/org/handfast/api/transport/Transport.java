package org.handfast.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** A transport. A plugin registers one as an OSGi service; it has no mutable field. */
@ConsumerType
public interface Transport {

    /** What the hub must know before the first byte. Asked once, on the starting thread. */
    TransportDescriptor descriptor();

    /**
     * Begins to run. Called once for each hub, by the transport's thread, when what it listens on is open.
     *
     * @throws org.handfast.api.Fault CONFIGURATION for settings that cannot be
     */
    RunningTransport start(TransportHost host);
}
