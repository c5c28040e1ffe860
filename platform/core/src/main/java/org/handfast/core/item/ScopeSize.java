package org.handfast.core.item;

import java.time.Instant;

/**
 * How much lies in a scope.
 *
 * @param scope which
 * @param items how many
 * @param bytes of all values together
 * @param oldest when the one that has lain there longest came
 */
public record ScopeSize(ItemRecord.Scope scope, long items, long bytes, Instant oldest) {

    /** The same scope with more in it. */
    public ScopeSize plus(ScopeSize more) {
        return new ScopeSize(
                scope,
                items + more.items(),
                bytes + more.bytes(),
                oldest.isBefore(more.oldest()) ? oldest : more.oldest());
    }
}
