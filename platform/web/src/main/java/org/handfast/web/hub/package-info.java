/** Puts one hub together from its ports, starts it with the application and stops it with it. */
@NullMarked
package org.handfast.web.hub;

import org.jspecify.annotations.NullMarked;
