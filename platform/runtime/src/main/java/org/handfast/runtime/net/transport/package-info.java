/** What the hub does for transports: opens their sockets, keeps their time, and ties their streams to protocols. */
@NullMarked
package org.handfast.runtime.net.transport;

import org.jspecify.annotations.NullMarked;
