package org.handfast.web.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Device.Trust;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.node.Node;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;

/** What waits for a person, as {@code Question} of the API. */
record QuestionView(
        UUID id,
        UUID conversationId,
        String protocol,
        String protocolTitle,
        Stage stage,
        String address,
        String name,
        String kind,
        Optional<String> remote,
        List<Shown> shown,
        Optional<Replaced> replaces,
        Instant askedAt,
        Instant expiresAt) {

    /** The device whose keys a yes would replace. */
    record Replaced(UUID id, String name, Trust trust) {

        static Replaced of(DeviceRecord device) {
            return new Replaced(device.id().value(), device.name(), device.trust());
        }
    }

    static QuestionView of(PendingQuestion pending, Node node) {
        Question question = pending.question();
        return new QuestionView(
                pending.id(),
                pending.conversation(),
                pending.protocol(),
                node.engine().title(pending.protocol()),
                question.stage(),
                question.about().value(),
                question.claimed().name(),
                question.claimed().kind(),
                pending.remote(),
                question.shown(),
                replaced(pending, node),
                pending.askedAt(),
                pending.expiresAt());
    }

    /** Nobody's keys by a yes to an account: that is about the very device that has the address. */
    private static Optional<Replaced> replaced(PendingQuestion pending, Node node) {
        Question question = pending.question();
        return question.stage() == Stage.ACCOUNT
                ? Optional.empty()
                : node.ports()
                        .store()
                        .deviceAt(new ProtocolAddress(pending.protocol(), question.about()))
                        .map(Replaced::of);
    }
}
