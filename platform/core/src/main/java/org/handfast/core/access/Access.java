package org.handfast.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.crypto.PasswordHasher;
import org.handfast.core.crypto.Sha256;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.Limits;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.core.time.Timers;

/**
 * The administrator's password, and the set-up link that sets it: made on the hub's own machine, good once and for half an
 * hour. Thread-safe.
 */
public final class Access {

    /** The longest password, in characters. */
    public static final int MAX_PASSWORD = 1024;

    /** The shortest password, in characters. */
    public static final int MIN_PASSWORD = 10;

    private static final Duration LINK_LIFE = Duration.ofMinutes(30);
    private static final String PASSWORD = "administrator.password";
    private static final String LINK = "administrator.set-up-link";
    private static final int TOKEN_SIZE = 20;

    private final Store store;
    private final Toolkit toolkit;
    private final Ids ids;
    private final PasswordHasher hasher;
    private final Timers timers;
    private final Sessions sessions;
    private final Tries tries;

    /** A set-up link's secret and when it expires. */
    public record Link(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "Link[until " + expiresAt + "]";
        }
    }

    /** What is in a store. */
    public Access(
            Store store, Toolkit toolkit, PasswordHasher hasher, Timers timers, Limits limits, Sessions sessions) {
        this.store = store;
        this.toolkit = toolkit;
        this.ids = new Ids(toolkit);
        this.hasher = hasher;
        this.timers = timers;
        this.sessions = sessions;
        this.tries = new Tries(timers, limits);
    }

    /** True once a password is chosen. */
    public boolean setUp() {
        return value(PASSWORD).isPresent();
    }

    /** Makes a set-up link in place of the one before. The password that is set, if any, stays until it is used. */
    public Link makeLink(String actor) {
        Bytes token = toolkit.random(TOKEN_SIZE);
        Instant until = timers.now().plus(LINK_LIFE);
        put(
                Optional.of(new StoredValue(LINK, hash(token) + " " + until, version(LINK))),
                actor,
                "set-up-link-made",
                "good until " + until);
        return new Link(token.hex(), until);
    }

    /**
     * Chooses the password with a link, which is used up, ends all sessions and begins one.
     *
     * @throws Fault OPERATOR_INPUT {@code link-used} or {@code bad-password}; {@link TooManyTries}
     */
    public Sessions.Begun setUp(String token, char[] password, AddressGroup from) {
        count(from);
        Optional<StoredValue> link = value(LINK).filter(l -> opens(l.value(), token));
        if (link.isEmpty()) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "link-used",
                    "This link was used, replaced, or has expired. Make a new one on the hub's machine: ./handfast admin"
                            + " reset");
        }
        requireGood(password);
        String hash = hasher.hash(password);
        Committed committed = store.commit(Changes.of(
                new Write.PutValue(new StoredValue(LINK, "", link.get().version())),
                new Write.PutValue(new StoredValue(PASSWORD, hash, version(PASSWORD))),
                new Write.AddAudit(row("set-up link", "password-set", "by a one-time link from " + from.name()))));
        if (!(committed instanceof Committed.Done)) {
            throw new Fault(Fault.Category.OPERATOR_INPUT, "link-used", "This link was used at this very moment.");
        }
        sessions.endAll();
        tries.forget(from);
        return sessions.begin();
    }

    private static void requireGood(char[] password) {
        if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "bad-password",
                    "A password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.");
        }
    }

    /**
     * Signs in.
     *
     * @throws Fault OPERATOR_INPUT {@code wrong-password} or {@code not-set-up}; {@link TooManyTries}
     */
    public Sessions.Begun signIn(char[] password, AddressGroup from) {
        StoredValue hash = value(PASSWORD)
                .orElseThrow(() -> new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "not-set-up",
                        "No password is chosen yet. Open the set-up link that the hub printed when it started, or make a"
                                + " new one on its machine: ./handfast admin reset"));
        count(from);
        if (password.length > MAX_PASSWORD || !hasher.matches(password, hash.value())) {
            throw wrongPassword();
        }
        tries.forget(from);
        put(Optional.empty(), "admin", "signed-in", "from " + from.name());
        Sessions.Begun begun = sessions.begin();
        if (!value(PASSWORD).equals(Optional.of(hash))) {
            // Another was chosen meanwhile, which ended all sessions there were: not this one, which came after.
            sessions.end(begun.token());
            throw wrongPassword();
        }
        return begun;
    }

    private static Fault wrongPassword() {
        return new Fault(Fault.Category.OPERATOR_INPUT, "wrong-password", "The password is wrong.");
    }

    /** A try is counted before the work, so that the count holds however many come at once. */
    private void count(AddressGroup from) {
        tries.count(from).ifPresent(wait -> {
            throw new TooManyTries(wait);
        });
    }

    private boolean opens(String link, String token) {
        String[] parts = link.split(" ");
        return parts.length == 2
                && token.matches("[0-9a-f]{" + 2 * TOKEN_SIZE + "}")
                && hash(Bytes.hex(token)).equals(parts[0])
                && timers.now().isBefore(Instant.parse(parts[1]));
    }

    /** Compared as a hash: how long that takes tells nothing of the token. */
    private static String hash(Bytes token) {
        return Sha256.of(Bytes.lp("handfast/set-up-link/v1", token)).hex();
    }

    private Optional<StoredValue> value(String name) {
        return store.value(name).filter(v -> !v.value().isEmpty());
    }

    private long version(String name) {
        return store.value(name).map(StoredValue::version).orElse(0L);
    }

    private void put(Optional<StoredValue> value, String actor, String action, String detail) {
        var audit = new Write.AddAudit(row(actor, action, detail));
        Committed committed = store.commit(
                value.map(v -> Changes.of(new Write.PutValue(v), audit)).orElseGet(() -> Changes.of(audit)));
        if (!(committed instanceof Committed.Done)) {
            throw new Fault(Fault.Category.HUB_FAULT, "overtaken", "Somebody did the same at this moment; try again.");
        }
    }

    private AuditRecord row(String actor, String action, String detail) {
        return new AuditRecord(ids.next(), timers.now(), actor, action, "administrator", detail);
    }
}
