/** The registry, as the console shows it. */
@NullMarked
package org.handfast.web.device;

import org.jspecify.annotations.NullMarked;
