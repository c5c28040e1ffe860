package org.handfast.cli.device.chat;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Shown;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.device.Tools;

/** What a device shows of itself, so that others can trust it. */
final class Showing {

    private Showing() {}

    /** Twelve words for its key. */
    static Shown fingerprint(Self self, Tools tools) {
        return new Shown(
                Shown.Kind.OWN_FINGERPRINT,
                tools.comparison()
                        .fingerprint(
                                self.identity().bytes(), self.pair().publicKey().bytes()));
    }

    static ObjectNode event(Self self, Tools tools) {
        ObjectNode event = JsonLines.event("identity", self.contact())
                .put("line", self.contact().line());
        ShownText.into(event, List.of(fingerprint(self, tools)));
        return event;
    }

    /** In the room. */
    static void identity(Self self, Tools tools, ChatTeller teller) {
        teller.done("Whoever has this line can trust you:\n" + self.contact().line(), event(self, tools));
    }
}
