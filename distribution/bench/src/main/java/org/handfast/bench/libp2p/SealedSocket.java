package org.handfast.bench.libp2p;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A socket whose bytes go in frames of Noise's size under one key: nothing else that could be left out. */
final class SealedSocket {

    /** The most bytes of a frame, as Noise has it, before they are encrypted. */
    static final int PLAIN = 65_519;

    private static final int SEALED = PLAIN + 16;
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "ChaCha20");

    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher cipher;
    private final byte[] frame = new byte[2 + SEALED];
    private final byte[] plain = new byte[SEALED];
    private long count;

    SealedSocket(Socket socket) throws IOException, GeneralSecurityException {
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    }

    /** Writes a full frame. */
    void write() throws IOException, GeneralSecurityException {
        begin(Cipher.ENCRYPT_MODE);
        frame[0] = (byte) (SEALED >>> Byte.SIZE);
        frame[1] = (byte) SEALED;
        cipher.doFinal(plain, 0, PLAIN, frame, 2);
        out.write(frame);
    }

    /** Reads a full frame. */
    void read() throws IOException, GeneralSecurityException {
        in.readFully(frame);
        begin(Cipher.DECRYPT_MODE);
        cipher.doFinal(frame, 2, SEALED, plain, 0);
    }

    private void begin(int mode) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(4, count++)
                .array();
        cipher.init(mode, KEY, new IvParameterSpec(nonce));
    }
}
