/** What every connection of the device side needs, whatever it speaks: who is there, how many may be, and how it ends. */
@NullMarked
package org.handfast.runtime.net.socket;

import org.jspecify.annotations.NullMarked;
