/** Pairings of devices with each other, as the console shows them. */
@NullMarked
package org.handfast.web.peering;

import org.jspecify.annotations.NullMarked;
