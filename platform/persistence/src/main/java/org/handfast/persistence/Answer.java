package org.handfast.persistence;

import org.handfast.api.Fault;
import org.handfast.core.store.Committed;

/** What became of one of several changes that were committed together. */
sealed interface Answer {

    /** Gives it to whoever asked. */
    Committed get();

    /** It was judged. */
    record Judged(Committed outcome) implements Answer {
        @Override
        public Committed get() {
            return outcome;
        }
    }

    /** It could not be: nothing has changed. */
    record Failed(Fault fault) implements Answer {
        @Override
        public Committed get() {
            throw new Fault(fault.category(), fault.code(), fault.detail(), fault);
        }
    }
}
