/**
 * Sockets: what listens and what dials, on Netty. Bytes become whole messages here, within the limits, and nothing is read
 * of a peer that the guard refuses. No type of Netty leaves this package and those below it.
 */
@NullMarked
package org.handfast.runtime.net;

import org.jspecify.annotations.NullMarked;
