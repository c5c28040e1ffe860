package org.handfast.testkit;

import org.handfast.core.store.CachedStore;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Store;

class CachedStoreTest implements StoreContract {

    private final Store store = new CachedStore(new MemoryStore(), 100);

    @Override
    public Store store() {
        return store;
    }
}
