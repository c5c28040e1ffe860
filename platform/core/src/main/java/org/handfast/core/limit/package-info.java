/** Every limit of the hub in one table, and the guards that hold strangers to them. */
@NullMarked
package org.handfast.core.limit;

import org.jspecify.annotations.NullMarked;
