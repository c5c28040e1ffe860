package org.handfast.api;

import java.util.Map;

/**
 * A JSON text that is an object, with its members as they came.
 *
 * @param root the object
 * @param sources the exact bytes of each of its members' values, as received
 */
public record JsonDocument(Json.Members root, Map<String, Bytes> sources) {

    public JsonDocument {
        sources = Map.copyOf(sources);
    }
}
