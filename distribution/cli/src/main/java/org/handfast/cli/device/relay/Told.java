package org.handfast.cli.device.relay;

import java.util.List;

/**
 * What the protocol tells the person at this end.
 *
 * @param code what it is about, as the protocol's page lists them
 * @param texts who and what, in the order of that page; they may come from others
 */
record Told(String code, List<String> texts) {

    /** One of the texts; empty if there are not so many. */
    String text(int index) {
        return index < texts.size() ? texts.get(index) : "";
    }

    /** Which other user it is about, if it is. */
    String peer() {
        return text(0);
    }

    boolean is(String code) {
        return this.code.equals(code);
    }

    /** True if the hub has this sort of message, or says why it does not carry it. */
    boolean is(String code, String type) {
        return is(code) && text(1).equals(type);
    }
}
