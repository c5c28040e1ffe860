/** Where the engine meets the network: what a listener hands in, and what it must be able to do. */
@NullMarked
package org.handfast.core.link;

import org.jspecify.annotations.NullMarked;
