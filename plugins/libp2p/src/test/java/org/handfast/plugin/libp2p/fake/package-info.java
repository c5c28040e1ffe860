/** A network in memory with a time of its own: what is built on the swarm runs on it, unchanged. */
@NullMarked
package org.handfast.plugin.libp2p.fake;

import org.jspecify.annotations.NullMarked;
