package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.SettingsCheck;

class SettingsSourcesTest {

    @TempDir
    Path data;

    private SettingsSources sources;

    private static final class NoFraming implements Framing {
        @Override
        public Extent measure(Bytes head) {
            return Extent.MORE;
        }

        @Override
        public Bytes prefix(int size) {
            return Bytes.EMPTY;
        }
    }

    @BeforeEach
    void open() {
        sources = new SettingsSources(new SettingsCheck(List.of(Declared.of(new Descriptor<>(
                "some-tcp",
                "Some TCP",
                List.of(),
                List.of(new Listener.Tcp("tcp", 3695, new NoFraming(), 10)),
                List.of(),
                List.of(new Setting("hello-timeout", Setting.Type.DURATION, "10s", "how long")))))));
    }

    private void file(String... lines) throws IOException {
        Files.write(data.resolve("handfast.properties"), List.of(lines));
    }

    private Map<String, String> read(Map<String, String> set, Map<String, String> environment) {
        return sources.read(new Options(data, set), environment).values();
    }

    @Test
    void withoutAnySourceEverythingIsStandard() {
        assertThat(read(Map.of(), Map.of("PATH", "/bin", "HANDFAST_DATA", "x"))).isEmpty();
    }

    @Test
    void theCommandLineCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws IOException {
        file("hub.name=file", "admin.port=1", "some-tcp.hello-timeout = 5s ", "# a comment");
        assertThat(read(
                        Map.of("hub.name", "line"),
                        Map.of(
                                "HANDFAST_HUB_NAME", "environment",
                                "HANDFAST_ADMIN_PORT", "2",
                                "HANDFAST_SOME_TCP_PORT", "0")))
                .isEqualTo(Map.of(
                        "hub.name", "line",
                        "admin.port", "2",
                        "some-tcp.port", "0",
                        "some-tcp.hello-timeout", "5s"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWhereverItStands() throws IOException {
        file("admin.prot=1", "some-tcp.hello-timeout=soon");
        assertThatThrownBy(() -> read(
                        Map.of("admin.port", "70000", "approval.default", "maybe", "limit.links", "many"),
                        Map.of("HANDFAST_NONSENSE", "1", "HANDFAST_SOME_TCP_PORT", "x")))
                .isInstanceOfSatisfying(Exit.class, e -> assertThat(e.code()).isEqualTo(2))
                .hasMessageContaining("there is no setting 'admin.prot'; did you mean 'admin.port'?")
                .hasMessageContaining("some-tcp.hello-timeout must be a duration such as 10s, 5m or 2h, not 'soon'")
                .hasMessageContaining("admin.port must be a port, 0 to 65535, not '70000'")
                .hasMessageContaining("approval.default must be one of ask, accept, deny, not 'maybe'")
                .hasMessageContaining("limit.links must be a whole number from 1 to 999999999, not 'many'")
                .hasMessageContaining("there is no setting for the variable HANDFAST_NONSENSE")
                .hasMessageContaining("some-tcp.port must be a port, 0 to 65535, not 'x'");
    }

    @Test
    void twoPortsMayBothBeAnyThatIsFree() {
        assertThat(read(Map.of("admin.port", "0", "some-tcp.port", "0"), Map.of()))
                .hasSize(2);
    }

    @Test
    void twoPortsThatAreOneAndTheSameAreToldByName() {
        assertThatThrownBy(() -> read(Map.of("admin.port", "3695"), Map.of()))
                .hasMessageContaining("admin.port and some-tcp.port are both 3695");
    }

    @Test
    void theConsoleStaysOnThisMachineUnlessSomebodyTakesThatUponThemselves() {
        assertThatThrownBy(() -> read(Map.of("admin.host", "0.0.0.0"), Map.of()))
                .hasMessageContaining("without TLS")
                .hasMessageContaining("admin.plain-http=allowed");
    }

    @Test
    void aConsoleBeyondThisMachineIsThereForWhoeverAsksForIt() {
        assertThat(read(Map.of("admin.host", "0.0.0.0", "admin.plain-http", "allowed"), Map.of()))
                .hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadIsSaidSo() throws IOException {
        file("hub.name=\\u12");
        assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("handfast.properties cannot be read");
    }
}
