/** Load programs: each measures a real hub process against something named, in the same run. See the README. */
@NullMarked
package org.handfast.bench;

import org.jspecify.annotations.NullMarked;
