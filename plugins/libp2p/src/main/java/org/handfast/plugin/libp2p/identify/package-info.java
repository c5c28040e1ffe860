/** The protocol identify: who one is, where one listens, what one speaks; and signed peer records. */
@NullMarked
package org.handfast.plugin.libp2p.identify;

import org.jspecify.annotations.NullMarked;
