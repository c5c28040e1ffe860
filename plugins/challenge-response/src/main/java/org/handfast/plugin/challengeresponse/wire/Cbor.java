package org.handfast.plugin.challengeresponse.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;

/** A CBOR value (RFC 8949), as far as messages are made of them. */
sealed interface Cbor {

    /** An integer of either sign; those beyond a long are {@link Other}. */
    record Whole(long value) implements Cbor {}

    /** A byte string. */
    record Blob(Bytes value) implements Cbor {}

    /** A text. */
    record Text(String value) implements Cbor {}

    /** An array. */
    record Items(List<Cbor> values) implements Cbor {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A map whose keys are texts, no two alike; those of other keys are {@link Other}. */
    record Fields(Map<String, Cbor> values) implements Cbor {
        public Fields {
            values = Map.copyOf(values);
        }

        Optional<Cbor> find(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Cbor {}

    /** Null. */
    record Null() implements Cbor {}

    /** Whatever no message has a meaning for. */
    record Other() implements Cbor {}
}
