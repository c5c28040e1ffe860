/**
 * What the hub keeps, as immutable versioned records, and the one door through which they change.
 *
 * <p>A change states what it has looked at, and is made only if all of that still stands. So domain rules are plain
 * functions over records, and a store is a thing small enough to be put to one contract over memory and over a database.
 */
@NullMarked
package org.handfast.core.store;

import org.jspecify.annotations.NullMarked;
