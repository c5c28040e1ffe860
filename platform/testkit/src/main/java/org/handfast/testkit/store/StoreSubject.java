package org.handfast.testkit.store;

import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/** Names the store that a contract is tried on. */
public interface StoreSubject {

    /** The store of this test: the same at every call, empty when the test begins. */
    Store store();

    /** Commits writes that rest on nothing but their versions. */
    default Committed commit(Write... writes) {
        return store().commit(Changes.of(writes));
    }
}
