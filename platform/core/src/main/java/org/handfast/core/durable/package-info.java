/** Conversations that outlive the process. */
@NullMarked
package org.handfast.core.durable;

import org.jspecify.annotations.NullMarked;
