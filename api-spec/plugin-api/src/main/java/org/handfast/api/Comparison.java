package org.handfast.api;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What two people compare. Short words are safe only if the key that is sent last was committed to before the other was
 * seen; without a commitment show fingerprints. Constructions: {@code api-spec/protocols/check-words.md}.
 */
@ProviderType
public interface Comparison {

    /** The commitment of role 1 to its key: 32 bytes. */
    Bytes commit(Bytes id, Bytes key, Bytes nonce);

    /** Four words and six symbols. */
    List<Shown> checkWords(Ends ends);

    /** Twelve words for one key. */
    List<String> fingerprint(Bytes id, Bytes key);

    /** The first {@code 11 × count} bits as words of the English BIP39 list. */
    List<String> words(Bytes bits, int count);

    /**
     * The bits of words of the list, filled up with zero bits to whole bytes; case and spacing do not matter.
     *
     * @return empty if a word is not in the list
     */
    Optional<Bytes> bits(String words);

    /**
     * Both ends, as the wire carries them; an absent field is empty.
     *
     * @param id1 of role 1, the end that committed
     * @param key1 of role 1
     * @param id2 of role 2
     * @param key2 of role 2
     * @param hubId where the wire carries one
     * @param commit what role 1 sent first
     * @param nonce2 of role 2
     * @param nonce1 what opened the commitment
     */
    record Ends(Bytes id1, Bytes key1, Bytes id2, Bytes key2, Bytes hubId, Bytes commit, Bytes nonce2, Bytes nonce1) {}
}
