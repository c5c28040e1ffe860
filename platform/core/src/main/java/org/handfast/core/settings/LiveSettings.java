package org.handfast.core.settings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Settings;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.json.JsonReader;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.core.time.Timers;

/**
 * The settings of protocols as they are now. What the hub was started with counts most; then what operators set while it
 * runs, which is kept; then the standard. Thread-safe.
 */
public final class LiveSettings {

    private static final System.Logger LOG = System.getLogger(LiveSettings.class.getName());
    private static final int LONGEST = 1_000;

    private final HubSettings started;
    private final Store store;
    private final NewsFeed feed;
    private final Timers timers;
    private final Ids ids;
    private final Map<String, HubSettings> now = new ConcurrentHashMap<>();

    /** Those over what the hub was started with. */
    public LiveSettings(HubSettings started, Store store, NewsFeed feed, Timers timers, Ids ids) {
        this.started = started;
        this.store = store;
        this.feed = feed;
        this.timers = timers;
        this.ids = ids;
    }

    /** Who says what a setting holds. */
    public enum Source {
        /** Nobody. */
        STANDARD,
        /** An operator, while the hub runs. */
        OPERATOR,
        /** Whoever started the hub; as long as it runs it stays that. */
        START
    }

    /** A setting, what it holds, and who says so. */
    public record Value(Setting setting, String value, Source source) {}

    /** What is wrong with what the hub was started with, for a protocol; see {@link HubSettings#problems}. */
    public List<String> problems(Descriptor<?> protocol) {
        return started.problems(protocol);
    }

    /** A protocol's view of them, at each moment as they are then. */
    public Settings of(Descriptor<?> protocol) {
        now.put(protocol.id(), with(protocol, kept(protocol)));
        return new Following(protocol);
    }

    /** All that a protocol declares. */
    public List<Value> list(Descriptor<?> protocol) {
        Map<String, String> kept = kept(protocol);
        return protocol.settings().stream().map(s -> value(protocol, s, kept)).toList();
    }

    private Value value(Descriptor<?> protocol, Setting setting, Map<String, String> kept) {
        Optional<String> fixed = started.find(name(protocol, setting.name()));
        if (fixed.isPresent()) {
            return new Value(setting, fixed.get(), Source.START);
        }
        String value = kept.get(setting.name());
        return value == null
                ? new Value(setting, setting.standard(), Source.STANDARD)
                : new Value(setting, value, Source.OPERATOR);
    }

    /**
     * Sets what operators have to say of a protocol, in place of what they said before: what is not among it is what it was
     * started with, or its standard. It counts from the next step on, and is kept.
     *
     * @param trial what is tried with them before they are kept; what it throws is thrown
     * @throws Fault OPERATOR_INPUT {@code bad-setting} that names everything that is wrong
     */
    public synchronized void change(
            Descriptor<?> protocol, Map<String, String> values, String actor, Consumer<Settings> trial) {
        requireGood(protocol, values);
        trial.accept(with(protocol, values).of(protocol));
        Map<String, String> before = kept(protocol);
        if (before.equals(values)) {
            return;
        }
        StoredValue stored = stored(protocol).orElseGet(() -> new StoredValue(place(protocol), "", 0));
        var row = new AuditRecord(
                ids.next(),
                timers.now(),
                actor,
                "settings-changed",
                protocol.id(),
                difference(protocol, before, values));
        Committed committed = store.commit(Changes.of(
                new Write.PutValue(new StoredValue(stored.name(), write(values), stored.version())),
                new Write.AddAudit(row)));
        if (!(committed instanceof Committed.Done)) {
            throw new Fault(Fault.Category.HUB_FAULT, "overtaken", "Other changes came first; try again.");
        }
        now.put(protocol.id(), with(protocol, values));
        feed.tell(News.Resource.PLUGINS);
    }

    private void requireGood(Descriptor<?> protocol, Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> {
            if (protocol.settings().stream().noneMatch(s -> s.name().equals(name))) {
                problems.add("there is no setting '" + name(protocol, name) + "'");
            } else if (started.find(name(protocol, name)).isPresent()) {
                problems.add("the hub was started with " + name(protocol, name) + ": change it there");
            } else if (value.length() > LONGEST) {
                problems.add(name(protocol, name) + " has at most " + LONGEST + " characters");
            }
        });
        if (problems.isEmpty()) {
            problems.addAll(with(protocol, values).problems(protocol));
        }
        if (!problems.isEmpty()) {
            throw new Fault(Fault.Category.OPERATOR_INPUT, "bad-setting", String.join("; ", problems) + ".");
        }
    }

    private static String difference(Descriptor<?> protocol, Map<String, String> before, Map<String, String> after) {
        return protocol.settings().stream()
                .filter(s ->
                        !Optional.ofNullable(before.get(s.name())).equals(Optional.ofNullable(after.get(s.name()))))
                .map(s -> after.containsKey(s.name())
                        ? s.name() + " is now '" + after.get(s.name()) + "'"
                        : s.name() + " is the standard again")
                .collect(Collectors.joining(", "));
    }

    private HubSettings with(Descriptor<?> protocol, Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        values.forEach((name, value) -> all.put(name(protocol, name), value));
        all.putAll(started.values());
        return new HubSettings(all);
    }

    /** What operators set and the protocol, in the version that runs, can have. */
    private Map<String, String> kept(Descriptor<?> protocol) {
        Map<String, String> all = stored(protocol).map(v -> read(v.value())).orElse(Map.of());
        Map<String, String> fitting = new HashMap<>();
        for (Setting setting : protocol.settings()) {
            String value = all.get(setting.name());
            if (value != null && HubSettings.fits(setting, value)) {
                fitting.put(setting.name(), value);
            } else if (value != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} cannot be what an operator set; the standard counts",
                        name(protocol, setting.name()));
            }
        }
        return fitting;
    }

    private Optional<StoredValue> stored(Descriptor<?> protocol) {
        return store.value(place(protocol));
    }

    private static String place(Descriptor<?> protocol) {
        return "settings." + protocol.id();
    }

    private static String name(Descriptor<?> protocol, String setting) {
        return protocol.id() + "." + setting;
    }

    private static String write(Map<String, String> values) {
        Map<String, Json> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, new Json.Text(value)));
        return new String(new Json.Members(texts).canonical().toArray(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> read(String stored) {
        Json.Members texts = JsonReader.read(Bytes.utf8(stored)).root();
        Map<String, String> values = new HashMap<>();
        texts.values().keySet().forEach(name -> texts.text(name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private final class Following implements Settings {

        private final Descriptor<?> protocol;

        Following(Descriptor<?> protocol) {
            this.protocol = protocol;
        }

        private Settings current() {
            return now.getOrDefault(protocol.id(), started).of(protocol);
        }

        @Override
        public String text(String name) {
            return current().text(name);
        }

        @Override
        public boolean flag(String name) {
            return current().flag(name);
        }

        @Override
        public long number(String name) {
            return current().number(name);
        }

        @Override
        public Duration duration(String name) {
            return current().duration(name);
        }
    }
}
