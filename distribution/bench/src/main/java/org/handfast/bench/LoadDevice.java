package org.handfast.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Framing;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.themis.SecureMessage;
import org.handfast.plugin.directtcp.wire.LengthFraming;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Packets;
import org.handfast.plugin.directtcp.wire.Revision;

/** A device that pairs as fast as it can, on a blocking socket. */
final class LoadDevice implements AutoCloseable {

    private static final LengthFraming FRAMING = new LengthFraming();
    private static final Revision REVISION = Revision.DOCUMENT;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final Crypto crypto;

    LoadDevice(int port, Crypto crypto) throws IOException {
        this.crypto = crypto;
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 30_000);
        socket.setSoTimeout(60_000);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A complete first pairing, up to the hub's word that the key check went well. */
    void pair() throws IOException {
        Bytes id = crypto.random(16);
        send(new Hello(new UUID(id.buffer().getLong(), id.buffer().getLong(8)), false));
        read(Hello.class);
        send(new PairRequest("Load", Optional.empty()));
        Key hub = KeyContainer.decode(read(SendKey.class).key(), crypto);
        KeyPair own = crypto.generate(Key.Algorithm.P256);
        send(new SendKey(KeyContainer.encode(own.publicKey()), Optional.empty()));
        Bytes challenge = SecureMessage.open(
                        crypto, own, hub, read(KeyCheck.class).message())
                .orElseThrow();
        send(new KeyCheck(SecureMessage.seal(crypto, own, hub, challenge)));
        if (!read(KeyCheckResponse.class).same()) {
            throw new IOException("the hub did not like the answer");
        }
    }

    private void send(Packet packet) throws IOException {
        Bytes payload = Packets.encode(packet, REVISION);
        out.write(Bytes.join(FRAMING.prefix(payload.size()), payload).toArray());
    }

    private <P extends Packet> P read(Class<P> type) throws IOException {
        Bytes head = Bytes.EMPTY;
        Framing.Extent extent = Framing.Extent.MORE;
        while (extent.equals(Framing.Extent.MORE)) {
            head = Bytes.join(head, Bytes.u8(in.readUnsignedByte()));
            extent = FRAMING.measure(head);
        }
        var payload = new byte[(int) extent.size()];
        in.readFully(payload);
        return type.cast(Packets.decode(Bytes.wrap(payload), REVISION));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
