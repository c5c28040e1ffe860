package org.handfast.core.crypto;

/**
 * Slow hashes of passwords. Thread-safe; each call takes tens of milliseconds and tens of MiB by design, so that only a
 * few run at a time, and a call is a LIMIT_REACHED fault when too many wait already.
 */
public interface PasswordHasher {

    /**
     * A salted Argon2id hash in PHC string form.
     *
     * @throws org.handfast.api.Fault OPERATOR_INPUT if the password is too long, or not text
     */
    String hash(char[] password);

    /** True if {@code hash} was made of {@code password}; false for a hash it cannot read. */
    boolean matches(char[] password, String hash);
}
