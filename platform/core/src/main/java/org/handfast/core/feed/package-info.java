/** News for whoever watches: which resource changed, so that it can be fetched again. */
@NullMarked
package org.handfast.core.feed;

import org.jspecify.annotations.NullMarked;
