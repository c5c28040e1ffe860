package org.handfast.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.handfast.core.limit.Limits;

/** Every setting of the hub itself. Protocols add their own, and each limit can be changed under {@link Limits#setting}. */
public enum HubSetting {
    HUB_NAME("hub.name", "Handfast", Form.TEXT, "what the hub calls itself, to people"),
    APPROVAL_DEFAULT("approval.default", "ask", Form.APPROVAL, "who answers a device that asks: a person, or nobody"),
    ADMIN_HOST(
            "admin.host",
            "127.0.0.1",
            Form.TEXT,
            "where the console listens; anything but this machine needs admin.plain-http"),
    ADMIN_PORT("admin.port", "8080", Form.PORT, "the console's port; 0 takes any that is free"),
    ADMIN_NAMES(
            "admin.names",
            "",
            Form.TEXT,
            "host names that the console goes by besides this machine's own, separated by commas"),
    ADMIN_PLAIN_HTTP(
            "admin.plain-http",
            "refused",
            Form.PLAIN_HTTP,
            "allowed lets the console listen beyond this machine without TLS"),
    DEVICE_HOST("device.host", "", Form.TEXT, "where devices connect; empty is every interface"),
    DATABASE_CLASS(
            "database.class",
            "org.h2.jdbcx.JdbcDataSource",
            Form.TEXT,
            "the JDBC data source: for PostgreSQL org.postgresql.ds.PGSimpleDataSource"),
    DATABASE_URL("database.url", "", Form.TEXT, "the JDBC address; empty is a file in the data folder"),
    DATABASE_USER("database.user", "handfast", Form.TEXT, "the database's user"),
    DATABASE_PASSWORD("database.password", "handfast", Form.SECRET, "the database's password");

    private final String key;
    private final String standard;
    private final Form form;
    private final String help;

    HubSetting(String key, String standard, Form form, String help) {
        this.key = key;
        this.standard = standard;
        this.form = form;
        this.help = help;
    }

    /** What a setting may hold. */
    enum Form {
        TEXT(List.of()),
        SECRET(List.of()),
        PORT(List.of()),
        APPROVAL(List.of("ask", "accept", "deny")),
        PLAIN_HTTP(List.of("allowed", "refused"));

        private final List<String> choices;

        Form(List<String> choices) {
            this.choices = choices;
        }
    }

    /** Its name in files and on the command line. */
    public String key() {
        return key;
    }

    /** Its value if nothing is configured. */
    public String standard() {
        return standard;
    }

    /** What it is, as half a sentence. */
    public String help() {
        return help;
    }

    /** True if its value must not be shown. */
    public boolean secret() {
        return form == Form.SECRET;
    }

    /** What is wrong with a value, if anything is. */
    Optional<String> problem(String value) {
        if (form == Form.PORT && !Ports.valid(value)) {
            return Optional.of(key + " must be a port, 0 to 65535, not '" + value + "'");
        }
        if (!form.choices.isEmpty() && !form.choices.contains(value)) {
            return Optional.of(key + " must be one of " + String.join(", ", form.choices) + ", not '" + value + "'");
        }
        return Optional.empty();
    }

    /** The setting of a name. */
    public static Optional<HubSetting> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }
}
