/**
 * The life of plugins: kept by the hash of their contents, looked over before they are installed, run as OSGi bundles, and
 * tied to the engine for as long as they register a protocol.
 *
 * <p>Installing a plugin means trusting it with the hub's rights: Java has no sandbox. What is checked here helps whoever
 * reviews a plugin; it does not hold back one that means harm.
 */
@NullMarked
package org.handfast.runtime.plugin;

import org.jspecify.annotations.NullMarked;
