package org.handfast.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Listener;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.core.fake.Descriptors;
import org.handfast.core.fake.Descriptors.Plain;

class DeclaredTest {

    private static final Setting SEEDS = new Setting("seeds", Type.TEXT, "none", "where to begin");
    private static final Declared TRANSPORT =
            Declared.of(new TransportDescriptor("carrier", "Carrier", 4_001, List.of(SEEDS)));

    private static Declared protocol(Listener... listeners) {
        return Declared.of(new Descriptor<>(
                "p",
                "P",
                List.of(new Descriptor.Kind<>("talk", key -> new Plain())),
                List.of(listeners),
                List.of(),
                List.of(SEEDS)));
    }

    private static Listener stream() {
        return new Listener.Stream("stream", "carrier", "/p/1", 1_000, java.util.Optional.empty());
    }

    private static Listener http() {
        return new Listener.Http("http", List.of(new Listener.Route("GET", "/a")), 10);
    }

    @Test
    void aProtocolHasThePortOfItsTcpListener() {
        Declared declared = protocol(stream(), new Listener.Tcp("tcp", 4_000, Descriptors.BYTEWISE, 10));
        assertThat(declared.id()).isEqualTo("p");
        assertThat(declared.settings()).containsExactly(SEEDS);
        assertThat(declared.port()).hasValue(4_000);
        assertThat(declared.portSetting()).isEqualTo("p.port");
        assertThat(declared.http()).isFalse();
    }

    @Test
    void aProtocolOnStreamsHasNoPortOfItsOwn() {
        assertThat(protocol(stream()).port()).isEqualTo(OptionalInt.empty());
        assertThat(new HubSettings(Map.of()).port(protocol(stream()))).isZero();
        assertThat(new SettingsCheck(List.of(protocol(stream()))).problems(new HubSettings(Map.of("p.port", "1"))))
                .singleElement()
                .asString()
                .contains("p.port");
    }

    @Test
    void oneThatIsReachedByHttpOrAWebSocketIsOnTheSharedPort() {
        assertThat(protocol(http()).http()).isTrue();
        assertThat(protocol(stream(), new Listener.WebSocket("ws", List.of("/ws"), List.of(), 10))
                        .http())
                .isTrue();
        assertThat(protocol(http()).port()).isEmpty();
    }

    @Test
    void aTransportHasItsPortAndItsSettings() {
        assertThat(TRANSPORT.port()).hasValue(4_001);
        assertThat(new HubSettings(Map.of()).port(TRANSPORT)).isEqualTo(4_001);
        assertThat(new HubSettings(Map.of("carrier.port", "0")).port(TRANSPORT)).isZero();
        assertThat(new HubSettings(Map.of("carrier.seeds", "a")).of(TRANSPORT).text("seeds"))
                .isEqualTo("a");
        assertThat(new HubSettings(Map.of()).of(TRANSPORT).text("seeds")).isEqualTo("none");
    }

    @Test
    void settingsOfATransportAreCheckedAsThoseOfProtocolsAre() {
        var check = new SettingsCheck(List.of(TRANSPORT));
        assertThat(check.problems(new HubSettings(Map.of("carrier.port", "0", "carrier.seeds", "x"))))
                .isEmpty();
        assertThat(check.problems(new HubSettings(Map.of("carrier.port", "65536"))))
                .containsExactly("carrier.port must be a port, 0 to 65535, not '65536'");
        assertThat(check.problems(new HubSettings(Map.of("carrier.seed", "x"))))
                .singleElement()
                .asString()
                .contains("carrier.seeds");
    }

    @Test
    void aTransportAndAProtocolCannotHaveOnePort() {
        var both = List.of(TRANSPORT, protocol(new Listener.Tcp("tcp", 4_001, Descriptors.BYTEWISE, 10)));
        assertThat(new SettingsCheck(both).problems(new HubSettings(Map.of())))
                .singleElement()
                .asString()
                .contains("carrier.port", "p.port", "4001");
    }
}
