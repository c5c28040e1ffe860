/** What waits for devices, as the console shows it. */
@NullMarked
package org.handfast.web.mailbox;

import org.jspecify.annotations.NullMarked;
