/**
 * Direct TCP pairing, both sides, as a pure function of state and event. Wire facts and decisions:
 * {@code api-spec/protocols/direct-tcp.md}.
 *
 * <p>The asking side dials; the answering side lets a person decide, checks words and starts the key check of a first
 * pairing. Key checks are symmetrical from then on.
 */
@NullMarked
package org.handfast.plugin.directtcp;

import org.jspecify.annotations.NullMarked;
