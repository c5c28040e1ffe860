package org.handfast.plugin.libp2p.mdns;

import java.util.List;

import org.handfast.api.Bytes;

/**
 * What this package reads of a message of multicast DNS (RFC 1035, section 4; RFC 6762, section 18): questions for pointers, and
 * of records those that point and those of texts. All else is passed over.
 *
 * @param response false for a query
 * @param questions the names that pointers are asked for
 * @param answers of the section of that name
 * @param additionals of the section of that name
 */
record DnsMessage(boolean response, List<DnsName> questions, List<Resource> answers, List<Resource> additionals) {

    DnsMessage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        additionals = List.copyOf(additionals);
    }

    /** A query for what a name points to, and nothing else. */
    static DnsMessage query(DnsName name) {
        return new DnsMessage(false, List.of(name), List.of(), List.of());
    }

    /** A record. */
    sealed interface Resource {
        /** Whose it is. */
        DnsName owner();

        /** For how many seconds it counts; 0 takes it back. */
        long ttl();
    }

    /** PTR. */
    record Pointer(DnsName owner, long ttl, DnsName target) implements Resource {}

    /** TXT: strings of at most 255 bytes. */
    record Texts(DnsName owner, long ttl, List<Bytes> strings) implements Resource {
        Texts {
            strings = List.copyOf(strings);
        }
    }
}
