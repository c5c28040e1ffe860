/** Pairings in progress, and the flight records of those that ended. */
@NullMarked
package org.handfast.web.conversation;

import org.jspecify.annotations.NullMarked;
