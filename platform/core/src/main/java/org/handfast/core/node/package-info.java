/** One running hub, or one device, put together from the ports it is given. */
@NullMarked
package org.handfast.core.node;

import org.jspecify.annotations.NullMarked;
