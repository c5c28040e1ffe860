/** The threads that plugins run on: platform threads, since a virtual one in an endless loop is never preempted. */
@NullMarked
package org.handfast.runtime.work;

import org.jspecify.annotations.NullMarked;
