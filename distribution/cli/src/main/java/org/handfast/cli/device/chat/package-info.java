/** A member of rooms: comes to one and talks, in a terminal or to a script; keeps whom its person trusts. */
@NullMarked
package org.handfast.cli.device.chat;

import org.jspecify.annotations.NullMarked;
