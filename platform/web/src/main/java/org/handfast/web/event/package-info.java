/** News as they happen, for whoever has the console open. */
@NullMarked
package org.handfast.web.event;

import org.jspecify.annotations.NullMarked;
