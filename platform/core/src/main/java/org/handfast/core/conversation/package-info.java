/**
 * The conversation engine: it brings events to plugins, one at a time for one conversation, and does what their steps
 * ask for. One transaction a step; nothing goes out before it is committed.
 */
@NullMarked
package org.handfast.core.conversation;

import org.jspecify.annotations.NullMarked;
