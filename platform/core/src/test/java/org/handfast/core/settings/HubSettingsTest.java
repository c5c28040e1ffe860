package org.handfast.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Fault;
import org.handfast.api.Settings;
import org.handfast.core.fake.Descriptors;
import org.handfast.core.fake.Descriptors.Plain;

class HubSettingsTest {

    private static final Descriptor<Plain> SAMPLE = Descriptors.with(
            new Setting("title", Type.TEXT, "Untitled", "a text"),
            new Setting("loud", Type.FLAG, "false", "a flag"),
            new Setting("most", Type.NUMBER, "10", "a number"),
            new Setting("wait", Type.DURATION, "30s", "a duration"));

    private static Settings of(Map<String, String> values) {
        return new HubSettings(values).of(SAMPLE);
    }

    @Test
    void hasTheStandardOfWhatIsNotConfigured() {
        Settings settings = of(Map.of());
        assertThat(settings.text("title")).isEqualTo("Untitled");
        assertThat(settings.flag("loud")).isFalse();
        assertThat(settings.number("most")).isEqualTo(10);
        assertThat(settings.duration("wait")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void hasWhatIsConfiguredUnderTheProtocolsName() {
        Settings settings = of(Map.of(
                "sample.title",
                "Mine",
                "sample.loud",
                "true",
                "sample.most",
                "-3",
                "sample.wait",
                "5m",
                "title",
                "no"));
        assertThat(settings.text("title")).isEqualTo("Mine");
        assertThat(settings.flag("loud")).isTrue();
        assertThat(settings.number("most")).isEqualTo(-3);
        assertThat(settings.duration("wait")).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({"250ms,250", "1s,1000", "10m,600000", "2h,7200000", "3d,259200000", "9999999ms,9999999"})
    void readsDurations(String text, long millis) {
        assertThat(of(Map.of("sample.wait", text)).duration("wait")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "10", "s", "-1s", "1.5s", "10 s", "10S", "1s ", "12345678s", "1w"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(new HubSettings(Map.of("sample.wait", text)).problems(SAMPLE))
                .containsExactly("sample.wait must be a duration such as 10s, 5m or 2h, not '" + text + "'");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        var settings = new HubSettings(
                Map.of("sample.loud", "yes", "sample.most", "many", "sample.wait", "soon", "sample.port", "high"));
        assertThat(settings.problems(SAMPLE))
                .containsExactly(
                        "sample.loud must be true or false, not 'yes'",
                        "sample.most must be a whole number, not 'many'",
                        "sample.wait must be a duration such as 10s, 5m or 2h, not 'soon'",
                        "sample.port must be a port, 0 to 65535, not 'high'");
        assertThat(new HubSettings(Map.of()).problems(SAMPLE)).isEmpty();
    }

    @Test
    void refusesWhatIsNoneOfTheChoices() {
        var choosy = Descriptors.with(
                new Setting("who", Type.TEXT, "open", "help", List.of("open", "admin")),
                new Setting("most", Type.NUMBER, "1", "help", List.of("1", "10")));
        assertThat(new HubSettings(Map.of("sample.who", "admin", "sample.most", "10")).problems(choosy))
                .isEmpty();
        assertThat(new HubSettings(Map.of("sample.who", "Admin", "sample.most", "2")).problems(choosy))
                .containsExactly(
                        "sample.who must be one of open, admin, not 'Admin'",
                        "sample.most must be one of 1, 10, not '2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0x10", "", "1e3", "1234567890123456789", "+1"})
    void refusesWhatIsNoWholeNumber(String text) {
        assertThat(new HubSettings(Map.of("sample.most", text)).problems(SAMPLE))
                .hasSize(1);
    }

    @Test
    void noticesAStandardThatIsWrongItself() {
        var wrong = Descriptors.with(new Setting("wait", Type.DURATION, "a while", "help"));
        assertThat(new HubSettings(Map.of()).problems(wrong)).hasSize(1);
    }

    @Test
    void aProtocolCannotAskForWhatItHasNotDeclaredNorAsSomethingElse() {
        Settings settings = of(Map.of("sample.secret", "x", "database.password", "y"));
        for (String name : List.of("secret", "database.password", "../database.password", "most")) {
            assertThatThrownBy(() -> settings.text(name))
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PLUGIN_FAULT));
        }
        assertThatThrownBy(() -> settings.number("loud")).isInstanceOf(Fault.class);
    }

    @Test
    void aPortIsConfiguredUnderTheProtocolsName() {
        Declared sample = Declared.of(SAMPLE);
        assertThat(new HubSettings(Map.of()).port(sample)).isEqualTo(4_000);
        assertThat(new HubSettings(Map.of("sample.port", "0")).port(sample)).isZero();
        assertThat(new HubSettings(Map.of("sample.port", "65535")).port(sample)).isEqualTo(65_535);
    }

    @Test
    void printsNamesAndNoValues() {
        var settings = new HubSettings(Map.of("database.password", "hunter2", "hub.name", "Mine"));
        assertThat(settings.toString()).isEqualTo("HubSettings[database.password, hub.name]");
    }

    @Test
    void hasStandardsOfItsOwn() {
        assertThat(new HubSettings(Map.of()).of(HubSetting.HUB_NAME)).isEqualTo("Handfast");
        assertThat(new HubSettings(Map.of("hub.name", "Mine")).of(HubSetting.HUB_NAME))
                .isEqualTo("Mine");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "localhost,true", "::1,true", "127.9.9.9,true", "0.0.0.0,false", "192.168.1.2,false"})
    void knowsWhetherTheConsoleIsLocal(String host, boolean local) {
        assertThat(new HubSettings(Map.of("admin.host", host)).adminIsLocal()).isEqualTo(local);
    }
}
