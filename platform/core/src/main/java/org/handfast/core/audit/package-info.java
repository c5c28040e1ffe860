/**
 * Who changed trust, when and why. Rows commit with what they tell of; a sealer chains them by hashes afterwards, since
 * a chain head in every transaction would make the hub do one thing at a time.
 */
@NullMarked
package org.handfast.core.audit;

import org.jspecify.annotations.NullMarked;
