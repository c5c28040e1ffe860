package org.handfast.plugin.challengeresponse.code;

import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.Secret;

/**
 * The keys that two ends have from a pairing.
 *
 * @param fromInitiator what the initiator seals with
 * @param fromJoiner what the joiner seals with
 */
public record SessionKeys(Secret fromInitiator, Secret fromJoiner) {

    /** The name in a pairing of what this end seals with. */
    public static final String SEND = "send";

    /** The name in a pairing of what the other end seals with. */
    public static final String RECEIVE = "receive";

    private static final String LABEL = "handfast/challenge-response/keys/v1";
    private static final int SIZE = 32;

    /** Those that follow from the words alone, the same for all who have them. */
    public static SessionKeys of(Code code, Crypto crypto) {
        return switch (code.derivation()) {
            case DOCUMENT ->
                new SessionKeys(
                        plain(code, "spacedrive-send-key", crypto), plain(code, "spacedrive-receive-key", crypto));
            case ORIGINAL -> {
                Secret one = plain(code, "spacedrive-symmetric-key", crypto);
                yield new SessionKeys(one, one);
            }
        };
    }

    private static Secret plain(Code code, String info, Crypto crypto) {
        return crypto.derive(code.secret(), Bytes.EMPTY, Bytes.utf8(info), SIZE);
    }

    /** Those of two peers who have proven to each other that they have the words: of these two, and this challenge. */
    public static SessionKeys proven(Code code, Key initiator, Key joiner, Bytes challenge, Crypto crypto) {
        Bytes salt = crypto.sha256(Proofs.transcript(code, initiator, joiner, challenge));
        return new SessionKeys(bound(code, salt, "i2j", crypto), bound(code, salt, "j2i", crypto));
    }

    private static Secret bound(Code code, Bytes salt, String way, Crypto crypto) {
        return crypto.derive(code.secret(), salt, Bytes.lp(LABEL, Bytes.utf8(way)), SIZE);
    }

    /** As a pairing of one end keeps them. */
    public Map<String, Secret> of(boolean initiator) {
        return initiator
                ? Map.of(SEND, fromInitiator, RECEIVE, fromJoiner)
                : Map.of(SEND, fromJoiner, RECEIVE, fromInitiator);
    }
}
