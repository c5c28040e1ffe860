/** The bytes and texts of the protocol, as both sides read and write them. */
@NullMarked
package org.handfast.plugin.qr.wire;

import org.jspecify.annotations.NullMarked;
