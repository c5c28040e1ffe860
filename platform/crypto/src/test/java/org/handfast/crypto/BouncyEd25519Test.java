package org.handfast.crypto;

class BouncyEd25519Test extends Ed25519Contract {

    @Override
    Ed25519Library library() {
        return new BouncyEd25519();
    }

    @Override
    boolean takesPartsOfSmallOrder() {
        return true;
    }
}
