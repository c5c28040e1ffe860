/** What waits for whom: parcels between devices, held while both ends are there and stored while one is not. */
@NullMarked
package org.handfast.core.mailbox;

import org.jspecify.annotations.NullMarked;
