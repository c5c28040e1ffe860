package org.handfast.plugin.challengeresponse;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Listener;
import org.handfast.plugin.challengeresponse.wire.DhtRecords;

/** What the hub must know of the protocol before the first byte. */
final class Description {

    private static final String TRANSPORT = "libp2p";
    private static final List<String> DERIVATIONS = List.of("document", "original");

    static final Descriptor<Talk> DESCRIPTOR = new Descriptor<>(
            ChallengeResponse.ID,
            "Challenge-response (libp2p)",
            List.of(
                    new Kind<>("invite", key -> new Talk.Entry()),
                    new Kind<>(ChallengeResponse.CODE, key -> new Talk.Entry()),
                    new Kind<>("join", key -> new Talk.Entry()),
                    new Kind<>("message", key -> new Talk.Entry()),
                    new Kind<>(ChallengeResponse.DEVICE, key -> new Talk.Entry(), true),
                    new Kind<>(ChallengeResponse.STRAY, key -> new Talk.Entry(), true)),
            List.of(
                    new Listener.Stream(
                            ChallengeResponse.PAIRING,
                            TRANSPORT,
                            "/spacedrive/pairing/1.0.0",
                            ChallengeResponse.MOST,
                            Optional.of(new DhtRecords())),
                    new Listener.Stream(
                            ChallengeResponse.DEVICE,
                            TRANSPORT,
                            "/spacedrive/device/1.0.0",
                            ChallengeResponse.MOST,
                            Optional.empty())),
            commands(),
            settings());

    private static List<Command> commands() {
        var derivation = new Parameter(
                "derivation",
                "Derivation",
                "How the session follows from the words; 'original' publishes them, and is for old devices alone.",
                DERIVATIONS,
                false);
        return List.of(
                new Command("invite", "Make twelve words for another device", List.of(derivation)),
                new Command(
                        "join",
                        "Type the twelve words of another device",
                        List.of(
                                new Parameter("words", "Words", "The twelve words, in their order.", List.of(), true),
                                new Parameter(
                                        "address",
                                        "Address",
                                        "Where the other device is, if it is not found by itself.",
                                        List.of(),
                                        false),
                                derivation,
                                new Parameter(
                                        "accept-unproven",
                                        "Accept without proof",
                                        "Whether a device is taken that does not prove to have the words, without asking again.",
                                        List.of("yes", "no"),
                                        false))),
                new Command("message", "Send a message to a paired device"),
                new Command("ping", "See whether a paired device is there"));
    }

    private static List<Setting> settings() {
        return List.of(
                new Setting(
                        "derivation",
                        Type.TEXT,
                        "document",
                        "how a session follows from the words; 'original' publishes them in the hash table, so that"
                                + " anybody there can pair in the device's place: for old devices alone",
                        DERIVATIONS),
                new Setting(
                        "accept",
                        Type.TEXT,
                        "person",
                        "who accepts a device that has proven to have the words: a 'person', or the 'code' by itself",
                        List.of("person", "code")),
                new Setting("code", Type.DURATION, "5m", "how long the words are good"),
                new Setting("session", Type.DURATION, "10m", "how long what came for the words in time goes on"),
                new Setting(
                        "person", Type.DURATION, "50s", "how long a device waits on the line while a person decides"),
                new Setting("join", Type.DURATION, "60s", "how long whoever made the words is looked for"),
                new Setting(
                        "failures",
                        Type.NUMBER,
                        "10",
                        "of a peer or an address in ten minutes; then it is not answered"),
                new Setting(
                        "device-type",
                        Type.TEXT,
                        "Server",
                        "what this end says it is",
                        List.of("Desktop", "Laptop", "Mobile", "Server")));
    }

    private Description() {}
}
