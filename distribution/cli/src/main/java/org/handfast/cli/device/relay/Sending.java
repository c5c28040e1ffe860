package org.handfast.cli.device.relay;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.handfast.cli.ExitCode;

/** Sends a user a message. */
final class Sending implements Errand {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Code peer;
    private final String text;

    Sending(Code peer, String text) {
        this.peer = peer;
        this.text = text;
    }

    @Override
    public void begin(Stay stay) {
        stay.command("send", Map.of("peer", peer.value(), "text", text));
    }

    @Override
    public Optional<ExitCode> told(Told told, Stay stay) {
        if (told.is("refused")) {
            return Optional.of(ExitCode.USAGE);
        }
        if (!told.peer().equals(peer.value())) {
            return Optional.empty();
        }
        if (told.is("accepted", "message")) {
            return Optional.of(ExitCode.OK);
        }
        return told.is("failed", "message") ? Optional.of(Errand.failed(told)) : Optional.empty();
    }

    @Override
    public Optional<Duration> patience() {
        return Optional.of(PATIENCE);
    }
}
