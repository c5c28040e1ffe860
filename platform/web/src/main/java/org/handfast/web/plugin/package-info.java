/** Plugins, and the commands that their protocols take. */
@NullMarked
package org.handfast.web.plugin;

import org.jspecify.annotations.NullMarked;
