package org.handfast.cli.device.relay;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.handfast.cli.ExitCode;

/** Says goodbye to a user. */
final class Parting implements Errand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Code peer;

    Parting(Code peer) {
        this.peer = peer;
    }

    @Override
    public void begin(Stay stay) {
        stay.command("unpair", Map.of("peer", peer.value()));
    }

    /** Where the hub does not carry it the two are no longer paired either. */
    @Override
    public Optional<ExitCode> told(Told told, Stay stay) {
        boolean said = told.is("accepted", "bye") || told.is("failed", "bye");
        return said && told.peer().equals(peer.value()) ? Optional.of(ExitCode.OK) : Optional.empty();
    }

    @Override
    public Optional<Duration> patience() {
        return Optional.of(PATIENCE);
    }
}
