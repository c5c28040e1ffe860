/** The flight recorder: what happened in a conversation, bounded and without secrets, for people who ask why. */
@NullMarked
package org.handfast.core.flight;

import org.jspecify.annotations.NullMarked;
