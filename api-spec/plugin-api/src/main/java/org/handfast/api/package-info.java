/**
 * What a pairing protocol is written against.
 *
 * <p>A protocol is a pure function: {@link org.handfast.api.PairingProtocol#on state and event in, state and effects
 * out}. Whatever waits, opens, stores, signs or draws lots belongs to the hub. One package, because a sealed type and
 * its permitted types must share one.
 */
@Version("1.0.0")
@Export
@NullMarked
package org.handfast.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
