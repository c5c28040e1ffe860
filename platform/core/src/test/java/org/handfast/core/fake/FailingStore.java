package org.handfast.core.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Fault;
import org.handfast.core.store.Changes;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Store;

/** A store in memory that a test can take away, and put something in the way of. */
public final class FailingStore {

    private final MemoryStore behind = new MemoryStore();
    private final List<Changes> commits = new ArrayList<>();
    private boolean away;
    private Runnable beforeCommit = () -> {};
    private int calls;

    /** The store as it is seen. */
    public Store seen() {
        return (Store) Proxy.newProxyInstance(
                FailingStore.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    calls++;
                    if (method.getName().equals("commit")) {
                        Runnable act = beforeCommit;
                        beforeCommit = () -> {};
                        act.run();
                        commits.add((Changes) arguments[0]);
                    }
                    if (away) {
                        throw new Fault(Fault.Category.HUB_FAULT, "store-unavailable", "The database does not answer.");
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The store behind it, which always answers. */
    public MemoryStore behind() {
        return behind;
    }

    /** Takes it away, or brings it back. */
    public void away(boolean gone) {
        away = gone;
    }

    /** Does something once, right before the next commit. */
    public void beforeCommit(Runnable act) {
        beforeCommit = act;
    }

    /** What anybody tried to commit. */
    public List<Changes> commits() {
        return commits;
    }

    /** How often it was asked for anything. */
    public int calls() {
        return calls;
    }
}
