/** Yamux: many streams on one connection, each with a window of its own. */
@NullMarked
package org.handfast.plugin.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
