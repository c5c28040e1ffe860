/** Who is at the other end: public keys and peer ids. */
@NullMarked
package org.handfast.plugin.libp2p.peer;

import org.jspecify.annotations.NullMarked;
