package org.handfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** What a question asks, and what its answers bring about. */
enum Stage {
    ACCOUNT(
            "wants an account here",
            "'%s' has an account now, and may connect with others through this hub.",
            "Is this the key that its owner sees?"),
    CONTACT("wants to be paired", "Keys are exchanged now. Then compare words: handfast admin pending", ""),
    WORDS(
            "compare what both ends show",
            "'%s' will be trusted once its keys are checked.",
            "Does the device show exactly the same?");

    private final String asks;
    private final String yes;
    private final String condition;

    Stage(String asks, String yes, String condition) {
        this.asks = asks;
        this.yes = yes;
        this.condition = condition;
    }

    static Stage of(JsonNode question) {
        return valueOf(question.path("stage").asText());
    }

    /** What a question of it asks. */
    String asks(JsonNode question) {
        return compares(question) ? asks : CONTACT.asks;
    }

    /** What has to be so before a yes; empty if nothing has. */
    String condition(JsonNode question) {
        return compares(question) ? condition : "Is it the one that you expect?";
    }

    /** Whoever has proven that it has a code shows nothing to compare. */
    private boolean compares(JsonNode question) {
        if (this != WORDS) {
            return true;
        }
        for (JsonNode line : question.path("shown")) {
            if (!line.path("kind").asText().equals("TEXT")) {
                return true;
            }
        }
        return false;
    }

    /** What a yes brought about. */
    String afterYes(String name) {
        return yes.formatted(name);
    }
}
