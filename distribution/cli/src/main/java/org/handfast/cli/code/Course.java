package org.handfast.cli.code;

import java.util.Optional;

import org.handfast.cli.Plain;

/** What a person is told of the course of a pairing by code. */
final class Course {

    private Course() {}

    /** The sentence for an entry of a timeline: states by what they mean, notes as they are, nothing of the rest. */
    static Optional<String> sentence(String kind, String code, String detail) {
        return switch (kind) {
            case "STATE" -> state(code);
            // That it is paired is told at the end.
            case "NOTE" ->
                code.equals("paired") ? Optional.empty() : Optional.of("  " + Plain.line(note(code, detail)));
            default -> Optional.empty();
        };
    }

    private static String note(String code, String detail) {
        return detail.isEmpty() ? code : detail;
    }

    private static Optional<String> state(String label) {
        return Optional.ofNullable(
                switch (label) {
                    case "Scanning" -> "Searching the hash table, and who is near…";
                    case "Connecting" -> "Asking those who were found…";
                    case "ChallengeReceived" -> "Somebody has come for the code, and is to sign a challenge.";
                    case "ResponsePending" -> "Found. Signing the challenge…";
                    case "ResponseSent" -> "The challenge is signed. Waiting for the person at the other end…";
                    case "Completed" -> "Paired.";
                    default -> null;
                });
    }
}
