package org.handfast.core.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What one class logs while a test expects it to: kept instead of being printed. */
public final class Logged extends Handler implements AutoCloseable {

    private final List<String> lines = new ArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger logger;

    private Logged(Logger logger) {
        this.logger = logger;
    }

    /** By a class, from now until it is closed. */
    public static Logged by(Class<?> type) {
        var logged = new Logged(Logger.getLogger(type.getName()));
        logged.logger.setUseParentHandlers(false);
        logged.logger.addHandler(logged);
        return logged;
    }

    /** The lines, with their level. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + formatter.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
