package org.handfast.cli.device.chat;

import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.crypto.Sha256;

/**
 * The hub whose rooms a device goes to, as it was when it was first there.
 *
 * @param url where it was last
 */
record PinnedHub(HubUrl url, Hub hub) {

    /** True if that is the same hub by both its keys, wherever it is and whatever it is called. */
    boolean is(Hub other) {
        return hub.signing().equals(other.signing()) && hub.agreement().equals(other.agreement());
    }

    Json.Members write() {
        return Json.of(
                "url", url.toString(),
                "name", hub.name(),
                "ed25519", hub.signing().bytes().b64u(),
                "x25519", hub.agreement().bytes().b64u());
    }

    static PinnedHub read(Kept kept) {
        Key signing = kept.key("ed25519", Key.Algorithm.ED25519);
        return new PinnedHub(
                HubUrl.parse(kept.text("url")),
                new Hub(
                        Sha256.of(signing.bytes()).hex(),
                        kept.text("name"),
                        signing,
                        kept.key("x25519", Key.Algorithm.X25519)));
    }
}
