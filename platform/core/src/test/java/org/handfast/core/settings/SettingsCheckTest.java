package org.handfast.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.core.fake.Descriptors;

class SettingsCheckTest {

    private static List<String> problems(Map<String, String> settings) {
        var sample = Descriptors.with(new Setting("wait", Type.DURATION, "30s", "a duration"));
        return new SettingsCheck(List.of(Declared.of(sample))).problems(new HubSettings(settings));
    }

    @Test
    void findsNothingWrongWithTheStandards() {
        assertThat(problems(Map.of())).isEmpty();
        for (HubSetting setting : HubSetting.values()) {
            assertThat(setting.problem(setting.standard())).as(setting.key()).isEmpty();
            assertThat(HubSetting.find(setting.key())).contains(setting);
            assertThat(setting.help()).isNotBlank();
        }
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(problems(Map.of(
                        "hub.nane", "x",
                        "admin.port", "99999",
                        "approval.default", "maybe",
                        "limit.links", "none",
                        "limit.inbox-overrun", "3",
                        "sample.wait", "soon",
                        "sample.port", "-1",
                        "admin.host", "0.0.0.0")))
                .hasSize(8)
                .anyMatch(p -> p.equals("there is no setting 'hub.nane'; did you mean 'hub.name'?"))
                .anyMatch(p -> p.startsWith("admin.port must be a port"))
                .anyMatch(p -> p.startsWith("approval.default must be one of ask, accept, deny"))
                .anyMatch(p -> p.startsWith("limit.links must be a whole number"))
                .anyMatch(p -> p.startsWith("limit.inbox-overrun must be larger"))
                .anyMatch(p -> p.startsWith("sample.wait must be a duration"))
                .anyMatch(p -> p.startsWith("sample.port must be a port"))
                .anyMatch(p -> p.startsWith("admin.host '0.0.0.0' would show the console"));
    }

    @Test
    void noticesPortsThatAreTakenTwice() {
        assertThat(problems(Map.of("sample.port", "8080"))).containsExactly("admin.port and sample.port are both 8080");
        assertThat(problems(Map.of("sample.port", "0", "admin.port", "0"))).isEmpty();
    }

    @Test
    void doesNotGuessFarAfield() {
        assertThat(problems(Map.of("something.else-entirely", "x")))
                .containsExactly("there is no setting 'something.else-entirely'");
    }

    @Test
    void knowsWhatTheHttpPortNeeds() {
        assertThat(problems(Map.of("http.tls-key", "key.pem")))
                .singleElement()
                .asString()
                .contains("go together");
        assertThat(problems(Map.of("http.proxy-protocol", "true")))
                .singleElement()
                .asString()
                .contains("needs http.trusted-proxies");
        assertThat(problems(Map.of("http.trusted-proxies", "10.0.0.0/8, proxy")))
                .hasSize(1);
        assertThat(problems(Map.of("http.cors", "everybody"))).hasSize(1);
        assertThat(problems(Map.of(
                        "http.tls-key", "key.pem",
                        "http.tls-certificate", "chain.pem",
                        "http.proxy-protocol", "true",
                        "http.trusted-proxies", "10.0.0.0/8",
                        "http.cors", "https://app.example")))
                .isEmpty();
    }
}
