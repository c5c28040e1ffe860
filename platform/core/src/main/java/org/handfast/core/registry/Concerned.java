package org.handfast.core.registry;

import org.handfast.api.Event;

/** Those who talk with devices, and are to hear what an operator does to them. Thread-safe; must not block. */
public interface Concerned {

    /** Something about an address changed. */
    void changed(ProtocolAddress address, Event.Change change);

    /** A relation between two devices of a protocol was ended. */
    void parted(String protocol, Event.Parted event);

    /** An address names nobody any more: what waits for it, or came from it, is to be let go. */
    void forgotten(ProtocolAddress address);
}
