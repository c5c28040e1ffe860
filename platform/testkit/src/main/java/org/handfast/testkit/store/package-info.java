/** What every store must keep, a contract for each matter, so that memory and databases are held to the same. */
@NullMarked
package org.handfast.testkit.store;

import org.jspecify.annotations.NullMarked;
