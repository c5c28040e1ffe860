package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Fault;

class ArgumentCheckTest {

    private static final Command ANNOUNCE = new Command(
            "announce",
            "Announce",
            List.of(
                    new Parameter("kind", "What", "", List.of("outage", "load"), true),
                    new Parameter("text", "Text", "", List.of(), true),
                    new Parameter("days", "For", "", List.of("1", "7"), false)));

    private static void takes(Command command, Map<String, String> arguments) {
        assertThatCode(() -> ArgumentCheck.require(command, arguments)).doesNotThrowAnyException();
    }

    private static void refuses(Map<String, String> arguments, String problem) {
        assertThatThrownBy(() -> ArgumentCheck.require(ANNOUNCE, arguments))
                .isInstanceOfSatisfying(Fault.class, f -> {
                    assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
                    assertThat(f.code()).isEqualTo("bad-argument");
                })
                .hasMessageContaining(problem);
    }

    @Test
    void takesWhatIsDeclared() {
        takes(ANNOUNCE, Map.of("kind", "load", "text", "soon"));
        takes(ANNOUNCE, Map.of("kind", "load", "text", "soon", "days", "7"));
        takes(ANNOUNCE, Map.of("kind", "load", "text", "soon", "days", ""));
        takes(new Command("phrase", "Phrase", List.of()), Map.of());
    }

    @Test
    void namesWhatIsNot() {
        refuses(Map.of("text", "soon"), "'kind' is missing");
        refuses(Map.of("kind", "load", "text", " "), "'text' is missing");
        refuses(Map.of("kind", "fire", "text", "soon"), "'kind' is one of: outage, load");
        refuses(Map.of("kind", "load", "text", "soon", "days", "8"), "'days' is one of: 1, 7");
        refuses(Map.of("kind", "load", "text", "soon", "more", "x"), "takes no 'more'");
    }

    @Test
    void leavesWhatProgramsGiveToTheProtocol() {
        takes(new Command("pair", "Pair"), Map.of("anything", "at all"));
    }
}
