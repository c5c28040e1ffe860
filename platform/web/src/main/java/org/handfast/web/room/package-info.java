/** Gatherings, and who takes part in them, as the console shows them. */
@NullMarked
package org.handfast.web.room;

import org.jspecify.annotations.NullMarked;
