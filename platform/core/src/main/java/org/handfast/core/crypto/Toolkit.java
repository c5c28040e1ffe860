package org.handfast.core.crypto;

import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

/** The hub's crypto: toolkits for single events, its own identity, and sealing of what is kept. Thread-safe. */
public interface Toolkit {

    /** Who this hub is; its signing key never leaves the toolkit. */
    Hub hub();

    /** {@code size} bytes nobody can foretell. */
    Bytes random(int size);

    /**
     * A toolkit whose random bytes and keys follow from the seed (32 bytes) alone, so that an event run again gives the same
     * result. Not thread-safe.
     *
     * @param seed asked once, by the first draw, since most events draw nothing
     */
    Crypto forEvent(Supplier<Bytes> seed);

    /** The same for a seed that is there. */
    default Crypto forEvent(Bytes seed) {
        return forEvent(() -> seed);
    }

    /** A key pair sealed under the master key, to be stored; {@code context} names what it is stored as. */
    Bytes seal(KeyPair pair, String context);

    /**
     * The key pair in what {@link #seal(KeyPair, String)} made.
     *
     * @throws org.handfast.api.Fault HUB_FAULT if it was altered, moved to another context, or sealed by another hub
     */
    KeyPair openKeyPair(Bytes sealed, String context);

    /** A secret sealed under the master key, to be stored. */
    Bytes seal(Secret secret, String context);

    /** The secret in what {@link #seal(Secret, String)} made; errors as of {@link #openKeyPair}. */
    Secret openSecret(Bytes sealed, String context);
}
