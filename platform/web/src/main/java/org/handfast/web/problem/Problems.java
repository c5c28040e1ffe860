package org.handfast.web.problem;

import java.util.Map;

import org.handfast.api.Fault;

/** Which status a fault has on the admin API. {@code api-spec/problems.md} is held against this table by a test. */
public final class Problems {

    /** The faults of operators' input that are not simply a bad request. */
    static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("no-such-device", 404),
            Map.entry("no-such-peering", 404),
            Map.entry("no-such-offer", 404),
            Map.entry("no-such-question", 404),
            Map.entry("no-such-conversation", 404),
            Map.entry("no-such-room", 404),
            Map.entry("no-such-plugin", 404),
            Map.entry("no-such-transport", 404),
            Map.entry("no-such-protocol", 404),
            Map.entry("no-such-command", 404),
            Map.entry("illegal-transition", 409),
            Map.entry("not-set-up", 409),
            Map.entry("plugin-failed", 409),
            Map.entry("link-used", 410),
            Map.entry("wrong-password", 401),
            Map.entry("local-only", 403),
            Map.entry("request-too-large", 413),
            Map.entry("plugin-too-large", 413));

    private Problems() {}

    /** The problem that a fault is. */
    public static Problem of(Fault fault) {
        return Problem.of(status(fault), fault.code(), fault.detail());
    }

    private static int status(Fault fault) {
        return switch (fault.category()) {
            case OPERATOR_INPUT, PEER_FAULT -> STATUSES.getOrDefault(fault.code(), 400);
            case CONFIGURATION -> 409;
            case LIMIT_REACHED -> 429;
            case HUB_FAULT -> 503;
            case PLUGIN_FAULT -> 500;
        };
    }
}
