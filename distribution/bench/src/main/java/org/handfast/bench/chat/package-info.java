/**
 * Measures chat join: joins, broadcasts and members, against a bare Netty fan-out and its crypto alone, in one run. {@link
 * org.handfast.bench.chat.ChatBench} has the order of things.
 */
@NullMarked
package org.handfast.bench.chat;

import org.jspecify.annotations.NullMarked;
