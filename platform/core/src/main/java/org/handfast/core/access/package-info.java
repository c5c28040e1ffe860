/**
 * Who may use the admin side: the one administrator, the link that sets the password, and sessions. The hub's own machine has
 * another way in, which is not the core's.
 */
@NullMarked
package org.handfast.core.access;

import org.jspecify.annotations.NullMarked;
