package org.handfast.web.device;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.core.message.Message;

/** A message of an application, as {@code Message} of the API. */
record MessageView(boolean sent, String topic, Instant at, int size, Optional<String> text, String data) {

    static MessageView of(Message message) {
        Bytes content = message.content();
        return new MessageView(
                message.sent(), message.topic(), message.at(), content.size(), text(content), content.b64u());
    }

    /** What can be shown: UTF-8 without controls other than tabs and line ends. */
    private static Optional<String> text(Bytes content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(content.buffer())
                            .toString())
                    .filter(t -> t.chars().noneMatch(MessageView::isControl));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
