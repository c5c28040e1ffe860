/** The hub's configuration, read once at start. */
@NullMarked
package org.handfast.core.settings;

import org.jspecify.annotations.NullMarked;
