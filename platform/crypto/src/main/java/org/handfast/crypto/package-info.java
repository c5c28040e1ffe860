/**
 * The hub's crypto behind core's ports. The only package that names a crypto library, so that which library does what is
 * decided, and changed, in one place.
 */
@NullMarked
package org.handfast.crypto;

import org.jspecify.annotations.NullMarked;
