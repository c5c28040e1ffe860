package org.handfast.plugin.libp2p.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * The encryption after the handshake: whatever is altered, left out, repeated or in another order on the way does not open. Says
 * nothing of how much was left out at the end. After a fault there is nothing more to be had of it. Not thread-safe.
 */
public final class SecureChannel {

    /** The most bytes in one frame, before they are encrypted. */
    public static final int MOST_PLAIN = Frame.LONGEST - CipherState.TAG;

    private final CipherState sending;
    private final CipherState receiving;

    SecureChannel(CipherState sending, CipherState receiving) {
        this.sending = sending;
        this.receiving = receiving;
    }

    /**
     * Encrypts bytes into as few frames as they fit; none for no bytes.
     *
     * @throws org.handfast.api.Fault LIMIT_REACHED after 2^64 − 1 frames: the connection is to be closed
     */
    public Bytes seal(Bytes plain) {
        if (plain.size() <= MOST_PLAIN) {
            return plain.isEmpty() ? Bytes.EMPTY : frame(plain);
        }
        List<Bytes> frames = new ArrayList<>();
        for (int at = 0; at < plain.size(); at += MOST_PLAIN) {
            frames.add(frame(plain.slice(at, Math.min(MOST_PLAIN, plain.size() - at))));
        }
        return Bytes.join(frames.toArray(Bytes[]::new));
    }

    private Bytes frame(Bytes plain) {
        return Bytes.lp(sending.encrypt(Bytes.EMPTY, plain));
    }

    /**
     * Decrypts all frames that are there, and leaves the rest unread.
     *
     * @return what was in them, those left out that were empty
     * @throws org.handfast.api.Fault PEER_FAULT if one does not open; LIMIT_REACHED after 2^64 − 1 frames: the connection is to be
     *     closed
     */
    public List<Bytes> open(Unread unread) {
        List<Bytes> opened = new ArrayList<>();
        for (Optional<Bytes> frame = Frame.take(unread, Frame.LONGEST);
                frame.isPresent();
                frame = Frame.take(unread, Frame.LONGEST)) {
            Bytes plain = receiving.decrypt(Bytes.EMPTY, frame.get());
            if (!plain.isEmpty()) {
                opened.add(plain);
            }
        }
        return opened;
    }
}
