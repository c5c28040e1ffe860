/**
 * A client of a room: comes, is vouched for, vouches for others, and talks. Pure as the hub's side is: what carries frames, keeps the
 * time and tells a person about it is around it.
 */
@NullMarked
package org.handfast.plugin.chat.device;

import org.jspecify.annotations.NullMarked;
