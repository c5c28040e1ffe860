package org.handfast.api;

import org.osgi.annotation.versioning.ProviderType;

/** A handle on a key pair. The private half stays in the hub; plugins pass the handle to {@link Crypto}. */
@ProviderType
public interface KeyPair {

    /** The public half. */
    Key publicKey();
}
