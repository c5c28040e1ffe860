/** The device: what it keeps, says and understands. Whoever runs it brings time, randomness, keys and the way to the hub. */
@NullMarked
package org.handfast.plugin.qr.device;

import org.jspecify.annotations.NullMarked;
