/** Time as a port: what waits, waits here, so that a test can let a day pass at once. */
@NullMarked
package org.handfast.core.time;

import org.jspecify.annotations.NullMarked;
