/** The rules applied to the core, and tried on code that breaks them. */
@NullMarked
package org.handfast.testkit.rules;

import org.jspecify.annotations.NullMarked;
