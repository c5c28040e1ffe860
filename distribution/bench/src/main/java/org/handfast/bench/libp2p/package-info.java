/** What connections and streams of libp2p cost, against js-libp2p, their crypto alone, and bare sockets. */
@NullMarked
package org.handfast.bench.libp2p;

import org.jspecify.annotations.NullMarked;
