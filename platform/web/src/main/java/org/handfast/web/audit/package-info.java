/** Who changed trust, when and why. */
@NullMarked
package org.handfast.web.audit;

import org.jspecify.annotations.NullMarked;
