/** What protocols offered for people to be recognised by, as the console shows it. */
@NullMarked
package org.handfast.web.offer;

import org.jspecify.annotations.NullMarked;
