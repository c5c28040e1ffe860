/**
 * Relay key exchange, both sides, as a pure function of state and event. Wire facts and decisions:
 * {@code api-spec/protocols/relay-key-exchange.md}.
 */
@NullMarked
package org.handfast.plugin.relay;

import org.jspecify.annotations.NullMarked;
