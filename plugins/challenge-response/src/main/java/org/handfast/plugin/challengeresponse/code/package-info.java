/** The twelve words, and what follows from them: session, proofs, keys. */
@NullMarked
package org.handfast.plugin.challengeresponse.code;

import org.jspecify.annotations.NullMarked;
