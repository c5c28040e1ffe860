package org.handfast.core.json;

import org.handfast.api.Bytes;
import org.handfast.api.JsonDocument;

/** Reads JSON as {@link org.handfast.api.View#json} says. */
public final class JsonReader {

    private JsonReader() {}

    /** The document of a text. */
    public static JsonDocument read(Bytes text) {
        throw new UnsupportedOperationException();
    }
}
