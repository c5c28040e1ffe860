package org.handfast.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What Handfast logs in this process, at every level: kept for tests to look at instead of being printed, the newest part of
 * it. Thread-safe.
 */
final class Logs extends Handler {

    private static final int MOST = 10_000;

    // The log manager holds loggers weakly: without this one the handler would be lost with its logger.
    private static final Logger HANDFAST = Logger.getLogger("org.handfast");
    private static final Logs KEPT = keep();

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Deque<String> lines = new ArrayDeque<>();
    private long written;

    private Logs() {
        setLevel(Level.ALL);
    }

    private static Logs keep() {
        var logs = new Logs();
        HANDFAST.setLevel(Level.ALL);
        HANDFAST.setUseParentHandlers(false);
        HANDFAST.addHandler(logs);
        return logs;
    }

    /** A place in the log: what is written from now on comes after it. */
    static long mark() {
        return KEPT.written();
    }

    /** What was written after a place, as far as it is still kept. */
    static List<String> since(long mark) {
        return KEPT.after(mark);
    }

    private synchronized long written() {
        return written;
    }

    private synchronized List<String> after(long mark) {
        long skipped = Math.max(0, mark - (written - lines.size()));
        return lines.stream().skip(skipped).toList();
    }

    @Override
    public synchronized void publish(LogRecord line) {
        var text = new StringWriter();
        text.append(line.getLevel().getName()).append(' ').append(formatter.formatMessage(line));
        if (line.getThrown() != null) {
            text.append(System.lineSeparator());
            line.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.addLast(text.toString());
        written++;
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
