package org.handfast.web.json;

import java.util.List;

/** A list as the API gives it: in an object, so that it can gain company. */
public record Items<T>(List<T> items) {

    public Items {
        items = List.copyOf(items);
    }
}
