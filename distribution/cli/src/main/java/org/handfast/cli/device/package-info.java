/** A device: the hub's own engine over a store in one file, dialling from a terminal. */
@NullMarked
package org.handfast.cli.device;

import org.jspecify.annotations.NullMarked;
