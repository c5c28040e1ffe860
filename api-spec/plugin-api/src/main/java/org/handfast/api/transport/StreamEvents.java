package org.handfast.api.transport;

import org.osgi.annotation.versioning.ProviderType;

import org.handfast.api.Bytes;

/** Whoever hears what comes on a stream. */
@ProviderType
public interface StreamEvents {

    /** The peer's message, whole, of at most the listener's size. At most once. */
    void received(Bytes message);

    /** It is gone, by whichever side; the last that is heard of it. */
    void closed(String reason);
}
