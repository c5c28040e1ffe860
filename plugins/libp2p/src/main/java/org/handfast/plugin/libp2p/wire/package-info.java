/** How numbers and messages are spelled in libp2p, and bytes that are not read yet. */
@NullMarked
package org.handfast.plugin.libp2p.wire;

import org.jspecify.annotations.NullMarked;
