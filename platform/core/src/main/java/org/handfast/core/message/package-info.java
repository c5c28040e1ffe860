/** What applications say to the hub and the hub to them, after pairing: kept for whoever reads it. */
@NullMarked
package org.handfast.core.message;

import org.jspecify.annotations.NullMarked;
