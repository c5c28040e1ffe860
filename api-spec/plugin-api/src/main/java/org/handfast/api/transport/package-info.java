/**
 * What a transport is written against: it turns byte channels that the hub opens into streams that protocols list.
 *
 * <p>As a protocol, a transport opens no socket, starts no thread and reads no clock; unlike one it keeps state of its own,
 * which one thread at a time has to do with: all calls into what runs of it, and all that the hub calls back, are made by
 * that thread.
 */
@Version("1.0.0")
@Export
@NullMarked
package org.handfast.api.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
