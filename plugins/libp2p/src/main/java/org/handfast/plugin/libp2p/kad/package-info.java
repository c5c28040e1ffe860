/** Kademlia: a table of peers, records that they keep for each other, and how those are found. */
@NullMarked
package org.handfast.plugin.libp2p.kad;

import org.jspecify.annotations.NullMarked;
