/** What protocols keep beside the registry: small items in scopes. */
@NullMarked
package org.handfast.core.item;

import org.jspecify.annotations.NullMarked;
