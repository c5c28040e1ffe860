package org.handfast.web.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.web.hub.Hub;

/**
 * Writes news to one listener. News of one thing that come faster than the listener reads become one, so that a slow listener
 * costs nothing and misses nothing.
 */
final class EventStream {

    private static final int HEARTBEAT_SECONDS = 15;

    private final Hub hub;
    private final Optional<String> session;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<Topic, News> waiting = new LinkedHashMap<>();
    private boolean stopped;

    private record Topic(News.Resource resource, Optional<String> id) {}

    EventStream(Hub hub, Optional<String> session, OutputStream out) {
        this.hub = hub;
        this.session = session;
        this.out = out;
    }

    /** Writes until the listener is gone or its session is over. */
    void run() throws IOException, InterruptedException {
        try (NewsFeed.Listening listening = hub.node().feed().listen(this::take)) {
            write("hello", Optional.empty(), hub.node().feed().version());
            while (lasts()) {
                Map<Topic, News> news = next();
                if (news.isEmpty()) {
                    write("ping", Optional.empty(), hub.node().feed().version());
                }
                for (News one : news.values()) {
                    if (one.resource() != News.Resource.SESSION) {
                        write(one.resource().name().toLowerCase(Locale.ROOT), one.id(), one.version());
                    }
                }
            }
            write("bye", Optional.empty(), hub.node().feed().version());
        }
    }

    private boolean lasts() {
        lock.lock();
        try {
            return !stopped && session.map(hub.sessions()::lasts).orElse(true);
        } finally {
            lock.unlock();
        }
    }

    private void take(News news) {
        lock.lock();
        try {
            waiting.put(new Topic(news.resource(), news.id()), news);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private Map<Topic, News> next() throws InterruptedException {
        lock.lock();
        try {
            if (waiting.isEmpty() && !stopped) {
                arrived.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            }
            Map<Topic, News> news = new LinkedHashMap<>(waiting);
            waiting.clear();
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** The ids are the hub's own UUIDs, so nothing in them needs escaping. */
    private void write(String event, Optional<String> id, long version) throws IOException {
        String data = "{" + id.map(i -> "\"id\":\"" + i + "\",").orElse("") + "\"version\":" + version + "}";
        out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }
}
