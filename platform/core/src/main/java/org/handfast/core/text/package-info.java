/** Text that strangers or plugins chose, made fit to be kept and shown. */
@NullMarked
package org.handfast.core.text;

import org.jspecify.annotations.NullMarked;
