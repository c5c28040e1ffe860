/** A device that pairs by a code of twelve words, and finds and is found by libp2p. */
@NullMarked
package org.handfast.cli.device.code;

import org.jspecify.annotations.NullMarked;
