/** Where peers are: multiaddrs, and the IP addresses and their groups that those begin with. */
@NullMarked
package org.handfast.plugin.libp2p.multiaddr;

import org.jspecify.annotations.NullMarked;
