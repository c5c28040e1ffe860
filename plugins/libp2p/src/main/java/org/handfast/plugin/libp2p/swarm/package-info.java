/** Connections and their limits, and what the node is made of: here the layers come together. */
@NullMarked
package org.handfast.plugin.libp2p.swarm;

import org.jspecify.annotations.NullMarked;
