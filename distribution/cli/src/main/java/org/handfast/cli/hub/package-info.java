/** The hub as a process: whether it runs, how to stop it, what it logs. */
@NullMarked
package org.handfast.cli.hub;

import org.jspecify.annotations.NullMarked;
