package org.handfast.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A way to a data source that breaks when a test wants it to. */
final class BrittleDataSource {

    private static final Set<String> ALWAYS_WORK = Set.of("close", "isClosed", "hashCode", "equals", "toString");

    private final DataSource real;
    private final AtomicReference<Commit> nextCommit = new AtomicReference<>(Connection::commit);
    private final AtomicInteger untilRefusal = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean off;
    private volatile int generation;

    BrittleDataSource(DataSource real) {
        this.real = real;
    }

    /** What happens when a connection is told to commit. */
    interface Commit {
        void on(Connection connection) throws SQLException;
    }

    /** The data source as it is seen through the way. */
    DataSource dataSource() {
        return (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> {
            requireOn();
            if (method.getName().equals("getConnection") && untilRefusal.decrementAndGet() == 0) {
                throw new SQLException("too many", "08004");
            }
            Object given = invoke(method, real, arguments);
            return given instanceof Connection connection ? brittle(connection) : given;
        });
    }

    private Connection brittle(Connection connection) {
        int made = generation;
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> {
            if (!ALWAYS_WORK.contains(method.getName())) {
                requireOn();
                if (made != generation) {
                    throw new SQLException("cut off", "08006");
                }
            }
            if (method.getName().equals("commit")) {
                nextCommit.getAndSet(Connection::commit).on(connection);
                return null;
            }
            return invoke(method, connection, arguments);
        });
    }

    /** From now on there are no connections, and those that are out do nothing. */
    void off() {
        off = true;
    }

    /** From now on all is well again. */
    void on() {
        off = false;
    }

    /** Refuses one connection, the {@code nth} that is asked for from now on. */
    void refuse(int nth) {
        untilRefusal.set(nth);
    }

    /** Cuts the connections that are out; new ones can be had. */
    void cut() {
        generation++;
    }

    /** Lets the next commit go another way. */
    void nextCommit(Commit commit) {
        nextCommit.set(commit);
    }

    private void requireOn() throws SQLException {
        if (off) {
            throw new SQLException("nobody is at home", "08001");
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(BrittleDataSource.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
