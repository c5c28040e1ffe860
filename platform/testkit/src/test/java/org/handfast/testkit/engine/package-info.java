/** The engine put to small protocols that do, or fail to do, one thing each. */
@NullMarked
package org.handfast.testkit.engine;

import org.jspecify.annotations.NullMarked;
