package org.handfast.web.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.core.message.Message;

class MessageViewTest {

    private static MessageView view(Bytes content) {
        return MessageView.of(new Message(true, "topic", content, Instant.parse("2026-03-01T12:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "two\nlines,\r\na\ttab", "Grüße 🐸"})
    void showsText(String text) {
        MessageView view = view(Bytes.utf8(text));
        assertThat(view.text()).contains(text);
        assertThat(Bytes.b64u(view.data())).contains(Bytes.utf8(text));
        assertThat(view.size()).isEqualTo(Bytes.utf8(text).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "68001b5b6d", "7f", "c285", "ff", "c3", "eda080"})
    void showsNoTextOfBytesAndControls(String hex) {
        MessageView view = view(Bytes.hex(hex));
        assertThat(view.text()).isEmpty();
        assertThat(Bytes.b64u(view.data())).contains(Bytes.hex(hex));
    }
}
