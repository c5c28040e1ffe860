package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

class OptionsTest {

    private static Options parse(String... arguments) {
        return Options.parse(arguments, Map.of());
    }

    @Test
    void theDataFolderIsDataUnlessSaidOtherwise() {
        assertThat(parse().data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(parse("--data", "/tmp/x").data()).isEqualTo(Path.of("/tmp/x"));
        assertThat(parse("--data=/tmp/x").data()).isEqualTo(Path.of("/tmp/x"));
        assertThat(Options.parse(new String[0], Map.of("HANDFAST_DATA", "/tmp/y"))
                        .data())
                .isEqualTo(Path.of("/tmp/y"));
    }

    @Test
    void settingsAreKeysAndValuesAndTheLastOneCounts() {
        assertThat(parse("--set", "admin.port=0", "--set=hub.name=My = hub", "--set", "admin.port = 1")
                        .settings())
                .isEqualTo(Map.of("admin.port", "1", "hub.name", "My = hub"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> parse("--dta", "--set", "nothing", "--data"))
                .isInstanceOfSatisfying(Exit.class, e -> assertThat(e.code()).isEqualTo(2))
                .hasMessageContaining("there is no option '--dta'")
                .hasMessageContaining("--set needs key=value, not 'nothing'")
                .hasMessageContaining("--data needs a folder")
                .hasMessageContaining("usage:");
    }
}
