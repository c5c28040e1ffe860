/** Who is connected now, and which conversations want to hear of an address. */
@NullMarked
package org.handfast.core.presence;

import org.jspecify.annotations.NullMarked;
