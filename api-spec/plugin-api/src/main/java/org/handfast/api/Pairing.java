package org.handfast.api;

import java.time.Instant;
import java.util.Map;

/**
 * A relation that lasts, or is proposed to.
 *
 * @param id which
 * @param own the hub's key pair for it
 * @param theirs the other end's key
 * @param since when it was established, or proposed
 * @param approved true for an established one, and for a proposal that an approval was spent on
 * @param secrets what else the two ends share, by the protocol's names
 */
public record Pairing(
        PairingId id, KeyPair own, Key theirs, Instant since, boolean approved, Map<String, Secret> secrets) {
    public Pairing {
        secrets = Map.copyOf(secrets);
    }
}
