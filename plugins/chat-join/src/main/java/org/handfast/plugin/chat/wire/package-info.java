/** What goes over the wire: frames, identities, and what is sealed in boxes. Shared by the hub's side and the device's. */
@NullMarked
package org.handfast.plugin.chat.wire;

import org.jspecify.annotations.NullMarked;
