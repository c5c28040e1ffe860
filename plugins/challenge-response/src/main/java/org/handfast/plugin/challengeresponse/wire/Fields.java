package org.handfast.plugin.challengeresponse.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/** The fields of a struct, each of the type that it must be; others than those asked for are passed over. */
final class Fields {

    private static final int UUID = 16;
    private static final int LONGEST_TIME = 64;

    private final Cbor.Fields values;

    private Fields(Cbor.Fields values) {
        this.values = values;
    }

    static Fields of(Cbor value) {
        if (value instanceof Cbor.Fields fields) {
            return new Fields(fields);
        }
        throw bad("what must be a map");
    }

    Fields struct(String name) {
        return of(require(name));
    }

    Cbor require(String name) {
        return values.find(name).orElseThrow(() -> bad("'" + name + "'"));
    }

    Bytes uuid(String name) {
        if (require(name) instanceof Cbor.Blob blob && blob.value().size() == UUID) {
            return blob.value();
        }
        throw bad("'" + name + "'");
    }

    /** Bytes, as an array of integers or as a byte string. */
    Bytes bytes(String name) {
        return switch (require(name)) {
            case Cbor.Blob blob -> blob.value();
            case Cbor.Items items -> bytes(name, items);
            default -> throw bad("'" + name + "'");
        };
    }

    private static Bytes bytes(String name, Cbor.Items items) {
        var bytes = new byte[items.values().size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(items.values().get(i) instanceof Cbor.Whole whole) || whole.value() < 0 || whole.value() > 255) {
                throw bad("'" + name + "'");
            }
            bytes[i] = (byte) whole.value();
        }
        return Bytes.wrap(bytes);
    }

    String text(String name) {
        if (require(name) instanceof Cbor.Text text) {
            return text.value();
        }
        throw bad("'" + name + "'");
    }

    /** A text that may be null, or not there. */
    Optional<String> optionalText(String name) {
        return switch (values.find(name).orElse(new Cbor.Null())) {
            case Cbor.Null none -> Optional.empty();
            case Cbor.Text text -> Optional.of(text.value());
            default -> throw bad("'" + name + "'");
        };
    }

    boolean flag(String name) {
        if (require(name) instanceof Cbor.Flag flag) {
            return flag.value();
        }
        throw bad("'" + name + "'");
    }

    Instant time(String name) {
        String text = text(name);
        try {
            if (text.length() <= LONGEST_TIME) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            throw bad("'" + name + "'");
        }
        throw bad("'" + name + "'");
    }

    /** One of our own fields of 32 bytes, which a peer need not know. What is of another form is there, and fits nothing. */
    Optional<Bytes> extra(String name) {
        return values.find(name)
                .map(value -> value instanceof Cbor.Blob blob && blob.value().size() == PairingMessage.EXTRA
                        ? blob.value()
                        : Bytes.EMPTY);
    }

    private static Fault bad(String what) {
        return Fault.peer("bad-message", "In the message " + what + " is missing, or not what it must be.");
    }
}
