/** Reads the JSON that peers send, strictly. */
@NullMarked
package org.handfast.core.json;

import org.jspecify.annotations.NullMarked;
