/** Who may come in: everything on the admin side passes here first, and the default is no. */
@NullMarked
package org.handfast.web.security;

import org.jspecify.annotations.NullMarked;
