/** The console: static files, and one page for every address within it. */
@NullMarked
package org.handfast.web.console;

import org.jspecify.annotations.NullMarked;
