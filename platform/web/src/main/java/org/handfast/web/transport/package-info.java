/** Transports, and what they have to report. */
@NullMarked
package org.handfast.web.transport;

import org.jspecify.annotations.NullMarked;
