/** The way to a hub by HTTP, as every protocol's devices go it: within a time, and to a size. */
@NullMarked
package org.handfast.cli.device.hub;

import org.jspecify.annotations.NullMarked;
