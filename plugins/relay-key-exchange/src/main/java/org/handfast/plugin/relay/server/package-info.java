/** The hub's side: users by HTTP, sockets, and what is relayed between them. */
@NullMarked
package org.handfast.plugin.relay.server;

import org.jspecify.annotations.NullMarked;
