/** Frames as they are on the wire: read strictly, written in the form that is signed. Pure of either side's rules. */
@NullMarked
package org.handfast.plugin.relay.wire;

import org.jspecify.annotations.NullMarked;
