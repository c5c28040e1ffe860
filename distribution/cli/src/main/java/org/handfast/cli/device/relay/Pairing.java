package org.handfast.cli.device.relay;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** Exchanges keys with a user, and makes sure of them. */
final class Pairing implements Errand {

    private final Code peer;
    private final boolean accept;
    private final boolean once;
    private final Settling settling = new Settling();
    private boolean compared;
    private boolean askedAgain;
    private boolean declined;

    Pairing(Code peer, boolean accept, boolean once) {
        this.peer = peer;
        this.accept = accept;
        this.once = once;
    }

    @Override
    public void begin(Stay stay) {
        if (peer.equals(stay.self())) {
            throw new CliException(ExitCode.USAGE, peer + " is this device's own code");
        }
        stay.command("pair", Map.of("peer", peer.value(), "key", stay.keyOf(peer)));
    }

    @Override
    public boolean agrees(String about) {
        return accept && about.equals(peer.value());
    }

    @Override
    public void compared(String about, List<Shown> shown) {
        compared |= about.equals(peer.value());
        settling.compared(about, shown);
    }

    @Override
    public Optional<ExitCode> told(Told told, Stay stay) {
        settling.told(told);
        if (told.is("refused")) {
            return Optional.of(ExitCode.REFUSED);
        }
        if (!told.peer().equals(peer.value())) {
            return Optional.empty();
        }
        return switch (told.code()) {
            case "paired" -> {
                if (!once) {
                    stay.note("Staying for what it sends. Ctrl-C leaves.");
                }
                yield ended(told);
            }
            case "accepted", "failed" -> ended(told);
            case "not-paired" -> {
                declined = true;
                yield Optional.empty();
            }
            case "bye", "revoked" -> ended(stay);
            default -> Optional.empty();
        };
    }

    private Optional<ExitCode> ended(Told told) {
        if (declined) {
            return told.text(1).equals("bye") ? Optional.of(ExitCode.REFUSED) : Optional.empty();
        }
        if (told.is("failed")) {
            return Optional.of(Errand.failed(told));
        }
        return once && settling.done(peer.value()) ? Optional.of(ExitCode.OK) : Optional.empty();
    }

    /** Before there was anything to compare, this is about an earlier pairing, and has waited here since. */
    private Optional<ExitCode> ended(Stay stay) {
        if (compared || askedAgain) {
            return Optional.of(ExitCode.REFUSED);
        }
        askedAgain = true;
        begin(stay);
        return Optional.empty();
    }
}
