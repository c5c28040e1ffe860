/** The user's side: connects to a hub afresh, exchanges keys with other users, lets people compare words, and sends messages. */
@NullMarked
package org.handfast.plugin.relay.device;

import org.jspecify.annotations.NullMarked;
