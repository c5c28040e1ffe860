package org.handfast.bench.qr;

import org.handfast.bench.Measured;

/**
 * What some work has cost.
 *
 * @param hub the hub
 * @param loadPercent how busy the load program was, in percent of one core: at 100 it is what was measured
 */
record HubCost(Measured hub, double loadPercent) {}
