/**
 * Measures QR connections: the hub, then the same rows by plain JDBC and its signatures alone, in one run. {@link
 * org.handfast.bench.qr.QrBench} has the order of things.
 */
@NullMarked
package org.handfast.bench.qr;

import org.jspecify.annotations.NullMarked;
