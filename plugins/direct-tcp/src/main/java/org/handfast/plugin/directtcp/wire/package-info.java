/** The bytes of direct TCP pairing: frames, packets and their two revisions. Knows nothing of keys or states. */
@NullMarked
package org.handfast.plugin.directtcp.wire;

import org.jspecify.annotations.NullMarked;
