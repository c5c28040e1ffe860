package org.handfast.cli.device.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.handfast.cli.Plain;
import org.handfast.plugin.chat.device.Contact;
import org.handfast.plugin.chat.device.Contacts;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.wire.Identity;

/** What others are called here: as the person calls those it trusts; the rest as they say, and that they only say so. */
final class Names {

    /** How much of an identity is shown; enough to tell people in a room apart, not to trust one. */
    static final int SHORT = 8;

    static final String YOU = "you";

    private final Map<Identity, String> claims = new HashMap<>();
    private Self self;
    private Contacts contacts;

    Names(Self self, Contacts contacts) {
        this.self = self;
        this.contacts = contacts;
    }

    /** Who this end is. */
    Self self() {
        return self;
    }

    /** What is kept has changed. */
    void renew(Profile now) {
        self = now.self();
        contacts = now.contacts();
    }

    /** Somebody says what it is called; true if that is new. */
    boolean claims(Identity who, String name) {
        return !name.equals(claims.put(who, name));
    }

    void forget(Identity who) {
        claims.remove(who);
    }

    Optional<Contact> contact(Identity who) {
        return contacts.find(who);
    }

    boolean trusts(Identity who) {
        return who.equals(self.identity()) || contact(who).isPresent();
    }

    /** As scripts have it: the name alone, empty if there is none. */
    String bare(Identity who) {
        if (who.equals(self.identity())) {
            return self.name();
        }
        return contact(who).map(Contact::name).orElseGet(() -> claims.getOrDefault(who, ""));
    }

    /** As people read it. What is in quotes is a claim. */
    String of(Identity who) {
        if (who.equals(self.identity())) {
            return YOU;
        }
        return contact(who).map(c -> Plain.line(c.name())).orElseGet(() -> {
            String claim = claims.getOrDefault(who, "");
            return claim.isEmpty() ? brief(who) : "\"" + Plain.line(claim) + "\" (" + brief(who) + ")";
        });
    }

    String of(List<Identity> some) {
        return some.stream().map(this::of).collect(Collectors.joining(", "));
    }

    static String brief(Identity who) {
        return who.text().substring(0, SHORT) + "…";
    }
}
