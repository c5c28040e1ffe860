/** Peers that are near find each other by multicast DNS. */
@NullMarked
package org.handfast.plugin.libp2p.mdns;

import org.jspecify.annotations.NullMarked;
