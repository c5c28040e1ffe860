/**
 * Measures the relay: hub, limit and peers one after the other, under the same load, in one run. {@link
 * org.handfast.bench.relay.RelayBench} has the order of things.
 */
@NullMarked
package org.handfast.bench.relay;

import org.jspecify.annotations.NullMarked;
