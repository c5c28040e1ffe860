package org.handfast.cli.device.code;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.api.Bytes;
import org.handfast.cli.Plain;
import org.handfast.cli.code.CodeTeller;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.message.Message;
import org.handfast.core.store.MemoryStore;

/** What others say to this device, as it comes. */
final class Inbox {

    private static final int MOST = 10_000;
    private static final String INDENT = "    ";

    private final MemoryStore store;
    private final Set<ItemRecord.Ref> seen = new HashSet<>();

    /** Of what comes from now on. */
    Inbox(MemoryStore store) {
        this.store = store;
        Peer.all(store.contents()).forEach(this::fresh);
    }

    /** Tells what has come; false if nothing has. */
    boolean tell(CodeTeller teller) {
        boolean any = false;
        for (Peer peer : Peer.all(store.contents())) {
            for (Message message : fresh(peer)) {
                if (!message.sent()) {
                    tell(peer, message, teller);
                    any = true;
                }
            }
        }
        return any;
    }

    private List<Message> fresh(Peer peer) {
        ItemRecord.Scope scope =
                Message.scope(peer.address().protocol(), peer.address().address());
        return store.items(scope, Optional.empty(), Instant.now(), MOST).stream()
                .filter(item -> seen.add(item.ref()))
                .map(Message::of)
                .toList();
    }

    private static void tell(Peer peer, Message message, CodeTeller teller) {
        Optional<String> text = text(message.content());
        ObjectNode event = CodeTeller.event("message")
                .put("peer", peer.id())
                .put("name", peer.name())
                .put("topic", message.topic())
                .put("at", message.at().toString());
        text.ifPresentOrElse(
                t -> event.put("text", t),
                () -> event.put("data", message.content().b64u()));
        teller.tell(
                Plain.line(peer.name()) + " [" + Plain.line(message.topic()) + "]: "
                        + text.map(t -> Plain.text(t, INDENT))
                                .orElseGet(() -> message.content().size() + " bytes that are no text"),
                event);
    }

    private static Optional<String> text(Bytes content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.toArray()))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
