package org.handfast.cli.device.qr;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.Terminal;
import org.handfast.plugin.qr.device.Happening;

/** Tells a person, or a script, what goes on. What comes from others does nothing to the terminal but be read. */
interface QrTeller {

    /** Something came, or went. */
    void happened(Happening happening);

    /** There is something to compare with another. */
    void compare(String name, List<Shown> shown);

    /** Asks for a code of another, as a line or the name of a picture; empty at the end of the input. */
    Optional<String> code(String name, Terminal terminal);

    /** Asks whether the other shows the same, and waits for the answer. */
    boolean agrees(String name, Terminal terminal);

    /** Something besides, as a sentence. */
    void note(String sentence);

    /** The same, with what is to be looked at. */
    void shown(String sentence, List<Shown> shown);

    /** What a command comes to: a sentence for a person, an object for a script. */
    void done(String sentence, ObjectNode event);

    /** How long something still takes: shown where it can be shown in place. */
    void clock(String sentence);
}
