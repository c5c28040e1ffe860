/** The Noise handshake XX with libp2p's proof of identity, and the encryption that follows. */
@NullMarked
package org.handfast.plugin.libp2p.noise;

import org.jspecify.annotations.NullMarked;
