package org.handfast.core.crypto;

/** Slow hashes of passwords. Thread-safe; each call takes tens of milliseconds and tens of MiB by design. */
public interface PasswordHasher {

    /** A salted Argon2id hash in PHC string form. */
    String hash(char[] password);

    /** True if {@code hash} was made of {@code password}; false for a hash it cannot read. */
    boolean matches(char[] password, String hash);
}
