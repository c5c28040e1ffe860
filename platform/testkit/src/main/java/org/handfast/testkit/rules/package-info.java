/** What code may depend on, as rules that a test applies to the compiled classes. */
@NullMarked
package org.handfast.testkit.rules;

import org.jspecify.annotations.NullMarked;
