package org.handfast.core.approval;

import java.util.Locale;
import java.util.Optional;

import org.handfast.api.Event.Answer;
import org.handfast.api.Fault;

/** Who answers when a device asks: the setting {@code approval.default}. */
public enum Policy {
    /** A person. */
    ASK,
    /** Nobody: everything is let in. For closed networks and tests. */
    ACCEPT,
    /** Nobody: nothing is let in. */
    DENY;

    /**
     * The policy of a setting.
     *
     * @throws Fault CONFIGURATION if there is none of that name
     */
    public static Policy of(String setting) {
        for (Policy policy : values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(setting)) {
                return policy;
            }
        }
        throw new Fault(
                Fault.Category.CONFIGURATION,
                "bad-policy",
                "approval.default must be ask, accept or deny, not '" + setting + "'");
    }

    /** What it answers; empty if a person is to be asked. */
    Optional<Answer> answer() {
        return switch (this) {
            case ASK -> Optional.empty();
            case ACCEPT -> Optional.of(Answer.YES);
            case DENY -> Optional.of(Answer.NO);
        };
    }

    /** The name audit rows carry. */
    String actor() {
        return "policy " + name().toLowerCase(Locale.ROOT);
    }
}
