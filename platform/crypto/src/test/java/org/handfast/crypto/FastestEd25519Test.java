package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a hub uses on this machine. */
class FastestEd25519Test extends Ed25519Contract {

    @Override
    Ed25519Library library() {
        return Ed25519Library.fastest();
    }

    @Override
    boolean takesPartsOfSmallOrder() {
        return library() instanceof BouncyEd25519;
    }

    @Test
    void isNativeWhereThereIsNativeCode() {
        boolean built = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assertThat(library()).isInstanceOf(built ? CorrettoEd25519.class : BouncyEd25519.class);
    }

    @Test
    void saysWhatItIs() {
        assertThat(library().title())
                .isNotBlank()
                .isNotEqualTo(library().getClass().getName());
    }
}
