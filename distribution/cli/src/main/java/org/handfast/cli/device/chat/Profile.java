package org.handfast.cli.device.chat;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Hub;
import org.handfast.api.Introduction;
import org.handfast.api.Json;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.chat.device.Contact;
import org.handfast.plugin.chat.device.Contacts;
import org.handfast.plugin.chat.device.Self;

/**
 * What a device folder keeps of the protocol.
 *
 * @param self who this device is
 * @param hub where it goes, once it has been anywhere
 * @param contacts whom its person trusts
 */
record Profile(Self self, Optional<PinnedHub> hub, Contacts contacts) {

    static final String FILE = "chat.json";

    private static final String CONTEXT = "chat-join/identity";

    static Profile fresh(String name, Crypto crypto) {
        return new Profile(Self.fresh(clean(name), crypto), Optional.empty(), new Contacts(List.of()));
    }

    private static String clean(String name) {
        return Introduction.of(name, "person").name();
    }

    Profile named(String name) {
        return new Profile(self.named(clean(name)), hub, contacts);
    }

    /**
     * At a hub from now on.
     *
     * @param another whether it may be another than before
     * @throws CliException REFUSED if it is, and may not
     */
    Profile at(HubUrl url, Hub found, boolean another) {
        if (!another && hub.filter(pinned -> !pinned.is(found)).isPresent()) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the hub at " + url + " is not the one that this device was at before, "
                            + hub.get().url()
                            + ": somebody is in between, it was set up anew, or it is another; if you know that it is"
                            + " right, join with --trust-new-hub");
        }
        return new Profile(self, Optional.of(new PinnedHub(url, found)), contacts);
    }

    /**
     * Trusts somebody from now on.
     *
     * @param as what to call them; empty: as the line has it
     * @throws CliException USAGE if that is oneself, or another goes by that name
     */
    Profile trusting(Contact contact, String as) {
        if (contact.identity().equals(self.identity())) {
            throw new CliException(
                    ExitCode.USAGE, "that is this device's own identity line: give it to others, and take theirs");
        }
        Contact named = as.isBlank() && !contact.name().isEmpty() ? contact : contact.named(as);
        if (named.name().equalsIgnoreCase(Names.YOU)) {
            throw new CliException(
                    ExitCode.USAGE, "somebody else cannot be called '" + named.name() + "' here: give another name");
        }
        boolean taken = contacts.list().stream()
                .anyMatch(c -> c.name().equals(named.name()) && !c.identity().equals(named.identity()));
        if (taken) {
            throw new CliException(
                    ExitCode.USAGE,
                    "you trust another '" + named.name()
                            + "' already: give this one another name, or remove the other");
        }
        return new Profile(self, hub, contacts.with(named));
    }

    /**
     * Whom a person means.
     *
     * @param who a name, or the beginning of an identity, eight characters at least
     * @throws CliException USAGE if nobody, or more than one
     */
    Contact require(String who) {
        List<Contact> meant = contacts.list().stream()
                .filter(c -> c.name().equals(who)
                        || who.length() >= Names.SHORT && c.identity().text().startsWith(who))
                .toList();
        if (meant.size() != 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    meant.isEmpty()
                            ? "you trust nobody of that name or identity; see: handfast device chat trust list"
                            : "more than one goes by that: give the whole identity");
        }
        return meant.getFirst();
    }

    Profile without(Contact contact) {
        return new Profile(self, hub, contacts.without(contact.identity()));
    }

    byte[] write(Toolkit toolkit) {
        Json.Members kept = Json.of(
                "name", self.name(),
                "key", toolkit.seal(self.pair(), CONTEXT).b64u(),
                "contacts",
                        new Json.Items(contacts.list().stream()
                                .<Json>map(c -> new Json.Text(c.line()))
                                .toList()));
        return hub.map(pinned -> kept.with("hub", pinned.write()))
                .orElse(kept)
                .canonical()
                .toArray();
    }

    static Profile read(byte[] file, Toolkit toolkit, Crypto crypto) {
        try {
            var kept = new Kept(JsonReader.read(Bytes.wrap(file)).root());
            return new Profile(
                    Self.of(toolkit.openKeyPair(kept.bytes("key"), CONTEXT), kept.text("name"), crypto),
                    kept.find("hub").map(PinnedHub::read),
                    new Contacts(kept.texts("contacts").stream()
                            .map(line -> Contact.of(line, crypto))
                            .toList()));
        } catch (Fault | CliException | IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "this device's " + FILE + " cannot be read; move it away to begin anew, as somebody else ("
                            + (e instanceof Fault fault ? fault.detail() : e.getMessage()) + ")");
        }
    }
}
