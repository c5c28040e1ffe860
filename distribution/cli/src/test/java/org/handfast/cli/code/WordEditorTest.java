package org.handfast.cli.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

class WordEditorTest {

    private static Optional<String> typed(String keys, String before) throws IOException {
        var terminal = new ExternalTerminal(
                "keys",
                "xterm",
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8);
        try (var editor = new WordEditor(terminal)) {
            return editor.read(before);
        }
    }

    @Test
    void aSpaceMakesAWordWholeOnceItIsClearWhichIsMeant() throws IOException {
        assertThat(typed("aban math zo fede \r", "")).contains("abandon math zo federal ");
    }

    @Test
    void aWholeWordStaysAsItIs() throws IOException {
        assertThat(typed("abandon math abandn zoo\r", "")).contains("abandon math abandn zoo");
    }

    @Test
    void tabCompletes() throws IOException {
        assertThat(typed("matc\tfed\t\r", "").map(String::strip)).contains("match federal");
    }

    @Test
    void whatWasTypedBeforeCanBeMended() throws IOException {
        assertThat(typed("\u007fon\r", "abandn")).contains("abandon");
    }

    @Test
    void ctrlDGivesUp() throws IOException {
        assertThat(typed("\u0004", "")).isEmpty();
    }
}
