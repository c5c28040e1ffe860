/**
 * HTTP/1.1 (RFC 9112) and WebSockets (RFC 6455) on one port for all protocols: plugins declare paths, the hub does the rest.
 * Whatever a peer announces is held against a limit before memory is taken for it.
 */
@NullMarked
package org.handfast.runtime.net.http;

import org.jspecify.annotations.NullMarked;
