/** JSON in and out, strict in what it takes. */
@NullMarked
package org.handfast.web.json;

import org.jspecify.annotations.NullMarked;
