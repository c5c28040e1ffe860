package org.handfast.plugin.libp2p.mdns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.handfast.api.Bytes;

/** Writes messages of DNS, without compression. */
final class DnsWriter {

    private static final int AUTHORITATIVE_RESPONSE = 0x8400;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DnsWriter() {}

    static Bytes write(DnsMessage message) {
        return new DnsWriter().message(message);
    }

    private Bytes message(DnsMessage message) {
        u16(0);
        u16(message.response() ? AUTHORITATIVE_RESPONSE : 0);
        u16(message.questions().size());
        u16(message.answers().size());
        u16(0);
        u16(message.additionals().size());
        for (DnsName question : message.questions()) {
            name(question);
            u16(DnsReader.PTR);
            u16(DnsReader.IN);
        }
        message.answers().forEach(this::resource);
        message.additionals().forEach(this::resource);
        return Bytes.wrap(out.toByteArray());
    }

    private void resource(DnsMessage.Resource resource) {
        name(resource.owner());
        var data = new DnsWriter();
        switch (resource) {
            case DnsMessage.Pointer pointer -> {
                u16(DnsReader.PTR);
                data.name(pointer.target());
            }
            case DnsMessage.Texts texts -> {
                u16(DnsReader.TXT);
                data.strings(texts.strings());
            }
        }
        u16(DnsReader.IN);
        u16((int) (resource.ttl() >>> 16));
        u16((int) resource.ttl());
        u16(data.out.size());
        out.writeBytes(data.out.toByteArray());
    }

    private void strings(List<Bytes> strings) {
        for (Bytes string : strings) {
            out.write(string.size());
            out.writeBytes(string.toArray());
        }
    }

    private void name(DnsName name) {
        for (String label : name.labels()) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(0);
    }

    private void u16(int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
