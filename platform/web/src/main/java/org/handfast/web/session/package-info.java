/** Signing in and out, and the very first set-up. */
@NullMarked
package org.handfast.web.session;

import org.jspecify.annotations.NullMarked;
