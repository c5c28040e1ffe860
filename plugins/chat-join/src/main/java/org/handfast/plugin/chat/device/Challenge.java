package org.handfast.plugin.chat.device;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.plugin.chat.device.Knocking.Given;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Problem;

/**
 * What a newcomer asked of the member that wrote to it: only whoever holds that member's key can give the nonce back.
 *
 * @param n the number that the member's first box had
 * @param nonce what it is to give back
 * @param commit what it has committed to, if it did
 */
record Challenge(Bytes n, Bytes nonce, Optional<Bytes> commit) {

    static final int N = 16;
    static final int NONCE = 32;
    private static final int COMMIT = 32;

    /** Answers step 3 by step 4. */
    static Optional<Challenge> to(Contact by, Frame step3, Scene scene) {
        return scene.understand(step3, by.identity(), (plain, crypto) -> {
                    if (!plain.identity("identity").equals(by.identity())) {
                        throw Problem.INVALID_MESSAGE.because("It says to be another than it is.");
                    }
                    return new Challenge(
                            plain.bytes("n", N),
                            crypto.random(NONCE),
                            plain.members().has("commit")
                                    ? Optional.of(plain.bytes("commit", COMMIT))
                                    : Optional.empty());
                })
                .map(challenge -> {
                    scene.relay(
                            Use.STEP4,
                            by.identity(),
                            by.key(),
                            0,
                            Json.of(
                                    "type",
                                    "challenge",
                                    "nonce",
                                    challenge.nonce().b64u(),
                                    "n",
                                    challenge.n().b64u()));
                    return challenge;
                });
    }

    /** What step 5 gives, if it answers this challenge and names both ends. */
    Optional<Given> answered(Contact by, String box, Scene scene) {
        Optional<Frame> step5 = scene.open(Use.STEP5, by.identity(), by.key(), 0, box, "response");
        if (step5.isEmpty()) {
            return Optional.empty();
        }
        Optional<Given> given =
                scene.understand(step5.get(), by.identity(), (plain, crypto) -> given(plain, scene, by, crypto));
        given.ifPresent(g -> scene.tell(new Happening.VouchedFor(by)));
        given.flatMap(g -> scene.understand(step5.get(), by.identity(), (plain, crypto) -> words(by, plain, scene)))
                .flatMap(words -> words)
                .ifPresent(scene::tell);
        return given;
    }

    private Given given(Frame plain, Scene scene, Contact by, Crypto crypto) {
        if (!crypto.same(plain.bytes("nonce", NONCE), nonce)) {
            throw bad("It gives back another nonce than it was sent.");
        }
        List<Identity> members = plain.identities("members");
        Roster roster = Roster.of(members, plain.keys("keys", crypto), crypto);
        if (!roster.has(scene.me()) || !roster.has(by.identity())) {
            throw bad("It gives a list of members without itself, or without this client.");
        }
        return new Given(new SessionKey(plain.number("epoch"), plain.bytes("session_key", SessionKey.SIZE)), roster);
    }

    private Optional<Happening> words(Contact by, Frame step5, Scene scene) {
        if (commit.isEmpty() || !step5.members().has("sas_nonce")) {
            return Optional.empty();
        }
        Bytes opening = step5.bytes("sas_nonce", NONCE);
        if (!scene.crypto().same(commit.get(), scene.commit(by, opening))) {
            scene.drop("an opening of what it has not committed to", by.identity());
            return Optional.empty();
        }
        return Optional.of(scene.words(by, scene.self().contact(), by, nonce, opening));
    }

    private static RuntimeException bad(String sentence) {
        return Problem.INVALID_MESSAGE.because(sentence);
    }
}
