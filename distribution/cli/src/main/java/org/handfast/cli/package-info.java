/** The command line: a hub looked after from its own machine, and a device that pairs for real. */
@NullMarked
package org.handfast.cli;

import org.jspecify.annotations.NullMarked;
