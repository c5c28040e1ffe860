/** Devices and pairings: the records, and the rules by which trust is given and taken. */
@NullMarked
package org.handfast.core.registry;

import org.jspecify.annotations.NullMarked;
