package org.handfast.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes the states of a durable kind of conversation down, and reads them again: each version of a plugin reads what every
 * earlier version of it wrote. Pure; called in place of, and under the rules of, a step. What is written holds no secret.
 */
@ConsumerType
public interface Codec<S extends State> {

    /** A state as bytes, 64 KiB at most. */
    Bytes encode(S state);

    /**
     * The state of bytes.
     *
     * @throws Fault HUB_FAULT if they are none of it
     */
    S decode(Bytes bytes);
}
