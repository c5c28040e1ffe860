/**
 * What tests stand on: time that a test turns, a network in memory, peers that follow a script, and contracts that every
 * implementation of a port must keep. Depends on JUnit and AssertJ by design.
 */
@NullMarked
package org.handfast.testkit;

import org.jspecify.annotations.NullMarked;
