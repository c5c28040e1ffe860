/**
 * What two people compare to be sure that nobody sits between them: check words where a commitment allows short ones,
 * fingerprints where not. The constructions stand in {@code api-spec/protocols/check-words.md}.
 */
@NullMarked
package org.handfast.core.comparison;

import org.jspecify.annotations.NullMarked;
