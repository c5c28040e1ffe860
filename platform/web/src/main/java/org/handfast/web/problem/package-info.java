/** What went wrong, as the documents of RFC 9457 that {@code api-spec/problems.md} lists. */
@NullMarked
package org.handfast.web.problem;

import org.jspecify.annotations.NullMarked;
