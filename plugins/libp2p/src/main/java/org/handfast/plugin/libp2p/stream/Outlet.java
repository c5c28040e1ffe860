package org.handfast.plugin.libp2p.stream;

import org.handfast.api.Bytes;

/** Where a layer writes. */
@FunctionalInterface
public interface Outlet {

    /** Sends bytes after those before them. */
    void write(Bytes bytes);
}
