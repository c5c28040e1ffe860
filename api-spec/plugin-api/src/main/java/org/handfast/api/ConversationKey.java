package org.handfast.api;

/**
 * Which conversation: one key, one inbox, one consumer.
 *
 * @param kind one of the kinds that the protocol's descriptor declares
 * @param id unique within the kind; whoever can choose it can speak into the conversation
 */
public record ConversationKey(String kind, String id) {

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
