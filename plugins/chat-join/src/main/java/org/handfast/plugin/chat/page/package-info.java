/** The browser device, as the plugin serves it. */
@NullMarked
package org.handfast.plugin.chat.page;

import org.jspecify.annotations.NullMarked;
