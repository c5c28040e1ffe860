package org.handfast.plugin.chat.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.plugin.chat.wire.Identity;

/** Whom the person at this end trusts. Immutable. */
public final class Contacts {

    private final Map<Identity, Contact> all;

    /** These. */
    public Contacts(List<Contact> contacts) {
        all = new LinkedHashMap<>();
        contacts.forEach(contact -> all.put(contact.identity(), contact));
    }

    /** The one of an identity. */
    public Optional<Contact> find(Identity identity) {
        return Optional.ofNullable(all.get(identity));
    }

    /** All, in the order in which they came. */
    public List<Contact> list() {
        return List.copyOf(all.values());
    }

    /** With one more, in place of one of its identity. */
    public Contacts with(Contact contact) {
        var more = new LinkedHashMap<>(all);
        more.put(contact.identity(), contact);
        return new Contacts(List.copyOf(more.values()));
    }

    /** Without one. */
    public Contacts without(Identity identity) {
        return new Contacts(all.values().stream()
                .filter(c -> !c.identity().equals(identity))
                .toList());
    }
}
