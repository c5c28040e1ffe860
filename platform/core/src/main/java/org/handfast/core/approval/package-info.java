/** The approval desk: questions wait here for a person, or for the policy that stands in for one. */
@NullMarked
package org.handfast.core.approval;

import org.jspecify.annotations.NullMarked;
