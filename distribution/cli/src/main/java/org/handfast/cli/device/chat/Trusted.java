package org.handfast.cli.device.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.plugin.chat.device.Contact;

/**
 * Somebody who is trusted from now on.
 *
 * @param profile as it is kept now
 */
record Trusted(Profile profile, Contact contact) {

    /**
     * Trusts whom a line is of, and keeps that.
     *
     * @param as what to call them; empty: as the line has it
     * @throws org.handfast.api.Fault OPERATOR_INPUT if it is no identity line
     */
    static Trusted add(ChatFolder folder, String line, String as) {
        Contact contact = Contact.of(line, folder.crypto());
        Profile changed = folder.change(profile -> profile.trusting(contact, as));
        return new Trusted(changed, changed.contacts().find(contact.identity()).orElseThrow());
    }

    String sentence() {
        return "You trust " + contact.name() + " from now on, whose identity is " + contact.identity() + ".";
    }

    ObjectNode event() {
        return JsonLines.event("trusted", contact);
    }
}
