package org.handfast.cli.device.relay;

import java.io.PrintWriter;
import java.util.List;

import org.handfast.api.Shown;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.Plain;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.ShownText;

/** In sentences, for a person. */
final class Sentences implements RelayTeller {

    private final PrintWriter out;
    private final Registration registration;
    private boolean wasThere;
    private boolean away;

    Sentences(PrintWriter out, Registration registration) {
        this.out = out;
        this.registration = registration;
    }

    @Override
    public void line(String where) {
        if (where.equals("Online") && (away || !wasThere)) {
            say(
                    wasThere
                            ? "Connected again."
                            : "Connected to " + registration.hub() + " as " + registration.code() + ".");
            wasThere = true;
            away = false;
        } else if (where.equals("Resting") && !away) {
            say("The hub is not to be reached. Trying again, and again…");
            away = true;
        }
    }

    @Override
    public void told(Told told) {
        String peer = Plain.line(told.peer());
        switch (told.code()) {
            case "asked" -> say(peer + " wants to pair. Exchanging keys…");
            case "paired" -> say("Paired with " + peer + ".");
            case "not-paired" -> say("Not paired with " + peer + ": nobody here said that both show the same.");
            case "unpaired" -> say("No longer paired with " + peer + ".");
            case "bye" -> say(peer + " has said goodbye: it is not paired with this device, or no longer.");
            case "revoked" -> say("The operator of the hub has ended the pairing with " + peer + because(told) + ".");
            case "message" -> say(peer + ": " + Plain.text(told.text(1), " ".repeat(peer.length() + 2)));
            case "accepted" -> accepted(peer, told.text(1));
            case "failed" -> say("The hub does not carry it to " + peer + ": " + Plain.line(told.text(3)));
            // It is looked up, or left for another time, and then that is said.
            case "unknown-peer", "unknown-sender" -> {}
            case "forged" ->
                say("Something came in the name of " + peer + " that its key has not signed. It is thrown away.");
            default -> say(Plain.line(String.join(" ", told.texts())));
        }
    }

    private static String because(Told told) {
        String reason = Plain.line(told.text(1));
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private void accepted(String peer, String type) {
        switch (type) {
            case "message" -> say("Accepted: " + peer + " gets it now, or when it is next there.");
            case "key_exchange" -> {
                say("Asked " + peer + ". If it is away this waits in its mailbox, and here it is waited for.");
                say("Ctrl-C gives up: the answer will then find nobody, and you would have to ask again.");
            }
            default -> {}
        }
    }

    @Override
    public void compare(String peer, List<Shown> shown) {
        say("");
        say("Compare with " + peer + ":");
        ShownText.lines(shown).forEach(this::say);
        say("");
    }

    @Override
    public boolean agrees(String peer, Terminal terminal) {
        return terminal.yes("Does " + peer + " show exactly the same?");
    }

    @Override
    public void note(String sentence) {
        say(Plain.line(sentence));
    }

    @Override
    public void over(Outcome outcome, String reason) {
        say(Plain.line(reason));
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
