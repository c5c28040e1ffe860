package org.handfast.core.feed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes news on to those who listen now; nobody's news are kept. Thread-safe; listeners must not block. */
public final class NewsFeed {

    private static final System.Logger LOG = System.getLogger(NewsFeed.class.getName());

    private final AtomicLong version;
    private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();

    /** A feed whose versions begin after {@code first}: a number that grows from one start of the hub to the next. */
    public NewsFeed(long first) {
        this.version = new AtomicLong(first);
    }

    /** Listens until the handle is closed. */
    public Listening listen(Consumer<News> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells that something changed. */
    public void tell(News.Resource resource, Optional<String> id) {
        var news = new News(resource, id, version.incrementAndGet());
        for (Consumer<News> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed; the others are told all the same", e);
            }
        }
    }

    /** Tells that something of this sort changed. */
    public void tell(News.Resource resource) {
        tell(resource, Optional.empty());
    }

    /** The version of the newest piece of news. */
    public long version() {
        return version.get();
    }

    /** A listener's subscription. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
