package org.handfast.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

import org.handfast.api.Fault;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;

/** A way to a store that a test can break. Whoever holds it sees what a hub sees when its database goes away. */
public final class StoreSwitch {

    private final Store behind;
    private volatile boolean broken;
    private volatile Consumer<Changes> beforeCommit = changes -> {};

    /** A whole way to a store. */
    public StoreSwitch(Store behind) {
        this.behind = behind;
    }

    /** The store as it is seen through the switch. */
    public Store store() {
        return (Store) Proxy.newProxyInstance(
                StoreSwitch.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("commit")) {
            beforeCommit.accept((Changes) arguments[0]);
        }
        if (broken) {
            throw new Fault(Fault.Category.HUB_FAULT, "store-unavailable", "The database does not answer.");
        }
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** From now on the store does not answer. */
    public void cut() {
        broken = true;
    }

    /** It answers again. */
    public void restore() {
        broken = false;
    }

    /** Does something at the last moment before each commit: looks at what it holds, gets ahead of it, or {@link #cut}s. */
    public void beforeCommit(Consumer<Changes> act) {
        beforeCommit = act;
    }
}
