/** Devices that wait for a person. */
@NullMarked
package org.handfast.web.question;

import org.jspecify.annotations.NullMarked;
