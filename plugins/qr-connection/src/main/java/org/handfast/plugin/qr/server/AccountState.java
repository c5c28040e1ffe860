package org.handfast.plugin.qr.server;

import java.util.Locale;

import org.handfast.api.Device;

/** Whether an account may do anything. */
enum AccountState {
    ACTIVE,
    WAITING,
    REFUSED;

    /** The fact that says so. */
    static final String FACT = "account";

    /** That of an account. */
    static AccountState of(Device device) {
        String fact = device.facts().getOrDefault(FACT, REFUSED.word());
        for (AccountState state : values()) {
            if (state.word().equals(fact)) {
                return state;
            }
        }
        return REFUSED;
    }

    /** As it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
