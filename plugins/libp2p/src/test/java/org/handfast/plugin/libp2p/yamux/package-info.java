@NullMarked
package org.handfast.plugin.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
