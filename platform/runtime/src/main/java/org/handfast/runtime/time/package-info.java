/** Real time, behind the core's port. */
@NullMarked
package org.handfast.runtime.time;

import org.jspecify.annotations.NullMarked;
