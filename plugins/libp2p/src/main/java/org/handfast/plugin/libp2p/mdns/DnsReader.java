package org.handfast.plugin.libp2p.mdns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * Reads one message of DNS. A compressed name only ever goes on before where it was and has at most 255 bytes, and all names
 * together have so many labels, which bounds the work.
 */
final class DnsReader {

    /** The longest message that is read, in bytes (RFC 6762, section 17). */
    static final int LONGEST = 9_000;

    static final int PTR = 12;
    static final int TXT = 16;
    static final int ANY = 255;
    static final int IN = 1;

    /** In a query: an answer to the asker alone would do. In a record: replaces what was known. */
    private static final int TOP_BIT = 0x8000;

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE_AND_RCODE = 0x780f;
    private static final int MOST_RECORDS = 512;
    private static final int MOST_LABELS = 2_000;

    private final Bytes message;
    private int at;
    private int labelsRead;

    private DnsReader(Bytes message) {
        this.message = message;
    }

    /**
     * The message that is all of a datagram.
     *
     * @throws Fault PEER_FAULT if it is none, or too long
     */
    static DnsMessage read(Bytes datagram) {
        if (datagram.size() > LONGEST) {
            throw malformed("has more than " + LONGEST + " bytes");
        }
        return new DnsReader(datagram).message();
    }

    private DnsMessage message() {
        u16();
        int flags = u16();
        if ((flags & OPCODE_AND_RCODE) != 0) {
            throw malformed("is neither a query nor an answer");
        }
        int questions = u16();
        int answers = u16();
        int authorities = u16();
        int additionals = u16();
        if (questions + answers + authorities + additionals > MOST_RECORDS) {
            throw malformed("has more than " + MOST_RECORDS + " records");
        }
        List<DnsName> asked = questions(questions);
        List<DnsMessage.Resource> answered = resources(answers);
        resources(authorities);
        return new DnsMessage((flags & RESPONSE) != 0, asked, answered, resources(additionals));
    }

    private List<DnsName> questions(int count) {
        List<DnsName> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DnsName name = name();
            int type = u16();
            boolean internet = (u16() & ~TOP_BIT) == IN;
            if (internet && (type == PTR || type == ANY)) {
                asked.add(name);
            }
        }
        return asked;
    }

    private List<DnsMessage.Resource> resources(int count) {
        List<DnsMessage.Resource> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DnsName owner = name();
            int type = u16();
            boolean internet = (u16() & ~TOP_BIT) == IN;
            long ttl = (long) u16() << 16 | u16();
            int end = u16() + at;
            if (end > message.size()) {
                throw malformed("ends in a record");
            }
            if (internet && type == PTR) {
                read.add(new DnsMessage.Pointer(owner, ttl, name()));
                if (at != end) {
                    throw malformed("has a name longer than its record");
                }
            } else if (internet && type == TXT) {
                read.add(new DnsMessage.Texts(owner, ttl, strings(end)));
            }
            at = end;
        }
        return read;
    }

    private List<Bytes> strings(int end) {
        List<Bytes> strings = new ArrayList<>();
        while (at < end) {
            int size = u8();
            if (at + size > end) {
                throw malformed("has a string longer than its record");
            }
            strings.add(message.slice(at, size));
            at += size;
        }
        return strings;
    }

    private DnsName name() {
        List<String> labels = new ArrayList<>();
        int size = 1;
        int cursor = at;
        int start = cursor;
        boolean followed = false;
        while (true) {
            int length = byteAt(cursor);
            if (length >= 0xc0) {
                int target = (length & 0x3f) << 8 | byteAt(cursor + 1);
                at = followed ? at : cursor + 2;
                if (target >= start) {
                    throw malformed("has a name that does not point back");
                }
                followed = true;
                start = target;
                cursor = target;
            } else if (length > DnsName.LONGEST_LABEL) {
                throw malformed("has a label of an unknown kind");
            } else if (length == 0) {
                at = followed ? at : cursor + 1;
                return new DnsName(labels);
            } else {
                size += 1 + length;
                labelsRead++;
                if (size > DnsName.LONGEST || cursor + 1 + length > message.size() || labelsRead > MOST_LABELS) {
                    throw malformed("has a name that is too long");
                }
                labels.add(new String(message.slice(cursor + 1, length).toArray(), StandardCharsets.ISO_8859_1));
                cursor += 1 + length;
            }
        }
    }

    private int u16() {
        return u8() << 8 | u8();
    }

    private int u8() {
        return byteAt(at++);
    }

    private int byteAt(int index) {
        if (index >= message.size()) {
            throw malformed("is cut off");
        }
        return message.at(index);
    }

    private static Fault malformed(String what) {
        return Fault.peer("bad-dns-message", "A message of multicast DNS " + what + ".");
    }
}
