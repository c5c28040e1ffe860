/** What the layers give each other: handshakes over bytes, and streams. */
@NullMarked
package org.handfast.plugin.libp2p.stream;

import org.jspecify.annotations.NullMarked;
