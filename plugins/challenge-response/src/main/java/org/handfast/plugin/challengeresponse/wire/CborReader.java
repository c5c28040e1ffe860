package org.handfast.plugin.challengeresponse.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * Reads one CBOR value (RFC 8949) out of bytes that nobody vouches for; what follows it is passed over. Lengths are held
 * against what is there before anything is taken for them, and nesting is limited, so that a reading costs no more than its
 * bytes.
 */
final class CborReader {

    private static final int DEEPEST = 16;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private final Bytes bytes;
    private int at;

    private CborReader(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * The first value.
     *
     * @throws Fault PEER_FAULT if there is none
     */
    static Cbor read(Bytes bytes) {
        return new CborReader(bytes).value(0);
    }

    private Cbor value(int depth) {
        if (depth > DEEPEST) {
            throw bad("it is nested too deep");
        }
        int head = next();
        int info = head & 31;
        return switch (head >> 5) {
            case 0 -> whole(argument(info), false);
            case 1 -> whole(argument(info), true);
            case 2 -> new Cbor.Blob(string(info, 2));
            case 3 -> new Cbor.Text(text(string(info, 3)));
            case 4 -> items(info, depth);
            case 5 -> fields(info, depth);
            case 6 -> tagged(info, depth);
            default -> simple(info);
        };
    }

    private static Cbor whole(long argument, boolean negative) {
        if (argument < 0) {
            return new Cbor.Other();
        }
        return new Cbor.Whole(negative ? -1 - argument : argument);
    }

    /** The argument of a head, unsigned. */
    private long argument(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw bad("a head has a length that there is none of");
        }
        int size = 1 << (info - 24);
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | bytes.at(at++);
        }
        return value;
    }

    private Bytes string(int info, int type) {
        if (info != INDEFINITE) {
            return chunk(info);
        }
        List<Bytes> chunks = new ArrayList<>();
        while (!ended()) {
            int head = next();
            if (head >> 5 != type || (head & 31) == INDEFINITE) {
                throw bad("a string has a part that is none");
            }
            chunks.add(chunk(head & 31));
        }
        return Bytes.join(chunks.toArray(Bytes[]::new));
    }

    private Bytes chunk(int info) {
        int size = size(info, 1);
        Bytes chunk = bytes.slice(at, size);
        at += size;
        return chunk;
    }

    /** How many there are to come, each of {@code least} bytes at least. */
    private int size(int info, int least) {
        long size = argument(info);
        if (size < 0 || size > (bytes.size() - at) / least) {
            throw bad("it ends too early");
        }
        return (int) size;
    }

    private static String text(Bytes utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8.buffer()).toString();
        } catch (CharacterCodingException e) {
            throw bad("a text is not UTF-8");
        }
    }

    private Cbor items(int info, int depth) {
        int size = info == INDEFINITE ? -1 : size(info, 1);
        List<Cbor> values = new ArrayList<>();
        while (size < 0 ? !ended() : values.size() < size) {
            values.add(value(depth + 1));
        }
        return new Cbor.Items(values);
    }

    private Cbor fields(int info, int depth) {
        int size = info == INDEFINITE ? -1 : size(info, 2);
        Map<String, Cbor> values = new HashMap<>();
        boolean named = true;
        for (int i = 0; size < 0 ? !ended() : i < size; i++) {
            Cbor name = value(depth + 1);
            Cbor value = value(depth + 1);
            if (!(name instanceof Cbor.Text text)) {
                named = false;
            } else if (values.put(text.value(), value) != null) {
                throw bad("a map has one name twice");
            }
        }
        return named ? new Cbor.Fields(values) : new Cbor.Other();
    }

    private Cbor tagged(int info, int depth) {
        argument(info);
        return value(depth + 1);
    }

    private Cbor simple(int info) {
        return switch (info) {
            case 20 -> new Cbor.Flag(false);
            case 21 -> new Cbor.Flag(true);
            case 22, 23 -> new Cbor.Null();
            case INDEFINITE -> throw bad("something ends that had not begun");
            default -> {
                argument(info);
                yield new Cbor.Other();
            }
        };
    }

    private boolean ended() {
        require(1);
        if (bytes.at(at) != BREAK) {
            return false;
        }
        at++;
        return true;
    }

    private int next() {
        require(1);
        return bytes.at(at++);
    }

    private void require(int size) {
        if (bytes.size() - at < size) {
            throw bad("it ends too early");
        }
    }

    private static Fault bad(String why) {
        return Fault.peer("not-cbor", "The message is not CBOR as it must be: " + why + ".");
    }
}
