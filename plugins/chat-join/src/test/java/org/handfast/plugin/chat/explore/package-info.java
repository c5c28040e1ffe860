/** Every order in which an attacker can have the messages of a join arrive, up to a bound. */
@NullMarked
package org.handfast.plugin.chat.explore;

import org.jspecify.annotations.NullMarked;
