/** Hosts of transports in one memory, under one clock. */
@NullMarked
package org.handfast.plugin.libp2p.world;

import org.jspecify.annotations.NullMarked;
