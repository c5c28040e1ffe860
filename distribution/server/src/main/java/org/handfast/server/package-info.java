/**
 * Starts a hub: looks over its settings before anything runs, takes its data folder and ports, starts Payara in this process
 * and says where everything is. What stops a start is one sentence and an exit code.
 */
@NullMarked
package org.handfast.server;

import org.jspecify.annotations.NullMarked;
