package org.handfast.core.store;

import org.handfast.core.registry.ClaimRecord;

/** How a commit went. */
public sealed interface Committed {

    /** It is made, and survives a crash of the hub. */
    record Done() implements Committed {}

    /** Something it rests on has changed; nothing is made. */
    record Stale(String what) implements Committed {}

    /** A claim was somebody else's; nothing is made. */
    record Lost(ClaimRecord claim) implements Committed {}
}
