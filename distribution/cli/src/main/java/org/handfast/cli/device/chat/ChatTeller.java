package org.handfast.cli.device.chat;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.wire.Identity;

/** Tells a person, or a script, what goes on in a room. What comes from others does nothing to the terminal but be read. */
interface ChatTeller {

    /** The way to the room is open. */
    void knocks(PinnedHub hub);

    /** Something happened. */
    void happened(Happening happening);

    /** What the person said has gone out. */
    void said(String text);

    /** Who is in the room, the oldest first. */
    void who(List<Identity> members);

    /** What was said before, the oldest first. */
    void history(List<History.Entry> entries);

    /** What there is to type. */
    void help();

    /** Something besides, as a sentence. */
    void note(String sentence);

    /** What something comes to: a sentence for a person, an object for a script. */
    void done(String sentence, ObjectNode event);
}
