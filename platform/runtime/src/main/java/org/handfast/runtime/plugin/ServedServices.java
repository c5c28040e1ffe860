package org.handfast.runtime.plugin;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

import org.handfast.api.Fault;

/**
 * Serves each service of a kind that a plugin registers, for as long as it is registered. One that cannot be served, whatever it
 * throws, costs its bundle alone.
 *
 * @param <S> the kind of service
 * @param <T> what it is served as
 */
abstract class ServedServices<S, T> extends ServiceTracker<Object, T> {

    private static final System.Logger LOG = System.getLogger(ServedServices.class.getName());

    private final Class<S> kind;
    private final BiConsumer<Long, String> failed;

    /** {@code failed} is told which bundle's service cannot be served, and why. */
    ServedServices(BundleContext context, Class<S> kind, BiConsumer<Long, String> failed) {
        super(context, kind.getName(), null);
        this.kind = kind;
        this.failed = failed;
    }

    /** Begins to serve one. */
    abstract T serve(S service, Bundle bundle);

    /** Serves one no more. */
    abstract void withdraw(T served, Bundle bundle);

    @Override
    public @Nullable T addingService(ServiceReference<Object> reference) {
        Bundle bundle = reference.getBundle();
        try {
            return serve(kind.cast(context.getService(reference)), bundle);
        } catch (Fault e) {
            failed.accept(bundle.getBundleId(), e.detail());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "Plugin " + bundle.getSymbolicName() + " did not start", e);
            failed.accept(bundle.getBundleId(), "It threw while it was started: " + e);
        }
        context.ungetService(reference);
        return null;
    }

    @Override
    public void removedService(ServiceReference<Object> reference, T gone) {
        withdraw(gone, reference.getBundle());
        context.ungetService(reference);
    }
}
