/** The hub itself: what it is, how it does, what it counts. */
@NullMarked
package org.handfast.web.status;

import org.jspecify.annotations.NullMarked;
