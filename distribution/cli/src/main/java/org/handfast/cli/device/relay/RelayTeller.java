package org.handfast.cli.device.relay;

import java.util.List;

import org.handfast.api.Shown;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.Terminal;

/** Tells how a stay at a hub goes. What comes from others does nothing to the terminal but be read. */
interface RelayTeller {

    /** How the device stands with the hub, in the protocol's words. */
    void line(String where);

    /** The protocol tells something. */
    void told(Told told);

    /** There is something to compare with a peer. */
    void compare(String peer, List<Shown> shown);

    /** Asks whether a peer shows the same, and waits for the answer. */
    boolean agrees(String peer, Terminal terminal);

    /** Something besides, as a sentence. */
    void note(String sentence);

    /** It is over, and not because this end wants it. */
    void over(Outcome outcome, String reason);
}
