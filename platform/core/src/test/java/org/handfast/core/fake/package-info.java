/** Doubles for the core's own tests, which may not depend on the testkit. */
@NullMarked
package org.handfast.core.fake;

import org.jspecify.annotations.NullMarked;
