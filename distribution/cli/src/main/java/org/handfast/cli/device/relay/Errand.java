package org.handfast.cli.device.relay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.cli.ExitCode;

/** What a command is at the hub for. Called on the command's thread. */
interface Errand {

    /** The way there is begun: what it wants is said now, and goes out once the hub has let the device in. */
    void begin(Stay stay);

    /** Something was told; how to exit, if that was all. */
    Optional<ExitCode> told(Told told, Stay stay);

    /** True if what a user that is not known here has sent shall be looked at; else it stays in the mailbox. */
    default boolean hears(String peer) {
        return false;
    }

    /** True if people need not be asked whether both ends show the same. */
    default boolean agrees(String peer) {
        return false;
    }

    /** There is something to compare with a peer. */
    default void compared(String peer, List<Shown> shown) {}

    /** How long it may take; empty for as long as the person likes. */
    default Optional<Duration> patience() {
        return Optional.empty();
    }

    /** How to exit where the hub does not carry something. */
    static ExitCode failed(Told told) {
        return switch (told.text(2)) {
            case "unknown_recipient" -> ExitCode.USAGE;
            case "refused" -> ExitCode.REFUSED;
            default -> ExitCode.FAILED;
        };
    }
}
