/**
 * libp2p as a transport of Handfast: a node of which the hub opens the sockets, keeps the time and holds the keys. The layers
 * are packages, each a state machine over bytes; {@code swarm} puts them together.
 */
@NullMarked
package org.handfast.plugin.libp2p;

import org.jspecify.annotations.NullMarked;
