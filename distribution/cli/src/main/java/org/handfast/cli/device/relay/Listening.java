package org.handfast.cli.device.relay;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.cli.ExitCode;

/** Is there for whoever wants to pair, or has something to say. */
final class Listening implements Errand {

    private final boolean accept;
    private final boolean once;
    private final Settling settling = new Settling();

    Listening(boolean accept, boolean once) {
        this.accept = accept;
        this.once = once;
    }

    @Override
    public void begin(Stay stay) {
        stay.note("Listening for messages, and for whoever wants to pair. Ctrl-C leaves.");
    }

    @Override
    public boolean hears(String peer) {
        return true;
    }

    @Override
    public boolean agrees(String peer) {
        return accept;
    }

    @Override
    public void compared(String peer, List<Shown> shown) {
        settling.compared(peer, shown);
    }

    @Override
    public Optional<ExitCode> told(Told told, Stay stay) {
        settling.told(told);
        return once && (told.is("message") || settling.done(told.peer())) ? Optional.of(ExitCode.OK) : Optional.empty();
    }
}
