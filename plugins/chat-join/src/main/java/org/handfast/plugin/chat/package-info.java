/** Chat join: rooms in which a member vouches for whoever comes. */
@NullMarked
package org.handfast.plugin.chat;

import org.jspecify.annotations.NullMarked;
