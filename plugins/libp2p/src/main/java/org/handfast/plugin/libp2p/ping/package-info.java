/** The protocol ping. */
@NullMarked
package org.handfast.plugin.libp2p.ping;

import org.jspecify.annotations.NullMarked;
