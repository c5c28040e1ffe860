package org.handfast.plugin.qr.device;

import org.handfast.api.Bytes;
import org.handfast.api.KeyPair;

/** Where key pairs are sealed, so that they may be written down. */
public interface Vault {

    /** A key pair sealed; {@code context} names what it is written down as. */
    Bytes seal(KeyPair pair, String context);

    /**
     * The key pair in what {@link #seal} made.
     *
     * @throws org.handfast.api.Fault if it was altered, moved, or sealed by another
     */
    KeyPair open(Bytes sealed, String context);
}
