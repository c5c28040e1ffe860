package org.handfast.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.handfast.core.limit.AddressRange;
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
    HTTP_PORT(
            "http.port",
            "9081",
            Form.PORT,
            "the port of all protocols that speak HTTP or WebSocket; 0 takes any that is free"),
    HTTP_CORS(
            "http.cors",
            "*",
            Form.ORIGINS,
            "web sites whose pages may use the HTTP port: *, none, or origins separated by commas"),
    HTTP_TRUSTED_PROXIES(
            "http.trusted-proxies",
            "",
            Form.ADDRESSES,
            "addresses, or ranges such as 10.0.0.0/8, of proxies that are believed whom they speak for"),
    HTTP_PROXY_PROTOCOL(
            "http.proxy-protocol",
            "false",
            Form.FLAG,
            "true if trusted proxies begin with the PROXY protocol, version 1 or 2"),
    HTTP_TLS_CERTIFICATE(
            "http.tls-certificate",
            "",
            Form.TEXT,
            "a PEM file with the certificate chain of the HTTP port; empty is no TLS"),
    HTTP_TLS_KEY("http.tls-key", "", Form.TEXT, "a PEM file with its private key, PKCS #8 without a password"),
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
        ORIGINS(List.of()),
        ADDRESSES(List.of()),
        FLAG(List.of("true", "false")),
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
        return switch (form) {
            case ORIGINS ->
                Origins.wrong(value)
                        .map(o -> key + " must be *, none, or origins such as https://app.example, not '" + o + "'");
            case ADDRESSES ->
                AddressRange.wrong(value)
                        .map(a -> key + " must be addresses, or ranges such as 10.0.0.0/8, not '" + a + "'");
            default -> Optional.empty();
        };
    }

    /** The setting of a name. */
    public static Optional<HubSetting> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }
}
