/** The hub's side: keeps the order of a room, and passes on what it cannot read. */
@NullMarked
package org.handfast.plugin.chat.server;

import org.jspecify.annotations.NullMarked;
