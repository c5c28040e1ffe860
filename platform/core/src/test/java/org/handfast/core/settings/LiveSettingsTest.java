package org.handfast.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Fault;
import org.handfast.api.Settings;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.Descriptors;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.settings.LiveSettings.Source;
import org.handfast.core.settings.LiveSettings.Value;
import org.handfast.core.store.Changes;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

class LiveSettingsTest {

    private static final Descriptor<?> SAMPLE = Descriptors.with(
            new Setting("who", Type.TEXT, "open", "who may come", List.of("open", "admin")),
            new Setting("names", Type.TEXT, "", "names"),
            new Setting("loud", Type.FLAG, "false", "a flag"),
            new Setting("most", Type.NUMBER, "10", "a number"),
            new Setting("wait", Type.DURATION, "30s", "a duration"));

    private final FailingStore failing = new FailingStore();
    private final NewsFeed feed = new NewsFeed(0);
    private final LiveSettings live = started(Map.of());

    private LiveSettings started(Map<String, String> with) {
        return new LiveSettings(
                new HubSettings(with), failing.seen(), feed, new FakeTimers(), new Ids(new FakeToolkit()));
    }

    private static Optional<Value> find(LiveSettings settings, String name) {
        return settings.list(SAMPLE).stream()
                .filter(v -> v.setting().name().equals(name))
                .findFirst();
    }

    private static void change(
            LiveSettings settings, Descriptor<?> protocol, Map<String, String> values, String actor) {
        settings.change(protocol, values, actor, under -> {});
    }

    private List<AuditRecord> audited() {
        return failing.behind().unsealedAudit(10);
    }

    @Test
    void holdsTheStandardsUntilSomebodySaysOtherwise() {
        Settings settings = live.of(SAMPLE);
        assertThat(settings.text("who")).isEqualTo("open");
        assertThat(settings.flag("loud")).isFalse();
        assertThat(settings.number("most")).isEqualTo(10);
        assertThat(settings.duration("wait")).isEqualTo(Duration.ofSeconds(30));
        assertThat(live.list(SAMPLE)).extracting(Value::source).containsOnly(Source.STANDARD);
    }

    @Test
    void countsForWhoeverReadsThemFromThenOn() {
        Settings settings = live.of(SAMPLE);
        change(live, SAMPLE, Map.of("who", "admin", "loud", "true", "most", "-3", "wait", "2h"), "admin");
        assertThat(settings.text("who")).isEqualTo("admin");
        assertThat(settings.flag("loud")).isTrue();
        assertThat(settings.number("most")).isEqualTo(-3);
        assertThat(settings.duration("wait")).isEqualTo(Duration.ofHours(2));
        assertThat(find(live, "who")).map(Value::source).contains(Source.OPERATOR);
    }

    @Test
    void areKeptWhateverIsInThem() {
        String odd = "a&b=c %+ä\n, d";
        change(live, SAMPLE, Map.of("names", odd), "admin");
        assertThat(started(Map.of()).of(SAMPLE).text("names")).isEqualTo(odd);
        change(live, SAMPLE, Map.of("names", ""), "admin");
        assertThat(find(started(Map.of()), "names")).map(Value::source).contains(Source.OPERATOR);
    }

    @Test
    void whatIsLeftOutIsTheStandardAgain() {
        Settings settings = live.of(SAMPLE);
        change(live, SAMPLE, Map.of("who", "admin", "most", "1"), "admin");
        change(live, SAMPLE, Map.of("most", "1"), "admin");
        assertThat(settings.text("who")).isEqualTo("open");
        assertThat(find(live, "who")).map(Value::source).contains(Source.STANDARD);
        assertThat(audited())
                .extracting(AuditRecord::action, AuditRecord::subject, AuditRecord::detail)
                .containsExactly(
                        tuple("settings-changed", "sample", "who is now 'admin', most is now '1'"),
                        tuple("settings-changed", "sample", "who is the standard again"));
    }

    @Test
    void whatTheHubWasStartedWithCountsMore() {
        change(live, SAMPLE, Map.of("who", "admin", "most", "1"), "admin");
        LiveSettings fixed = started(Map.of("sample.most", "7"));
        Settings settings = fixed.of(SAMPLE);
        assertThat(settings.number("most")).isEqualTo(7);
        assertThat(settings.text("who")).isEqualTo("admin");
        assertThat(find(fixed, "most")).map(Value::source).contains(Source.START);
        assertThatThrownBy(() -> change(fixed, SAMPLE, Map.of("most", "1"), "admin"))
                .hasMessageContaining("the hub was started with sample.most");
    }

    @Test
    void refusesWhatCannotBeAndSaysAllThatIsWrong() {
        Settings settings = live.of(SAMPLE);
        assertThatThrownBy(() -> change(live, SAMPLE, Map.of("who", "me", "most", "many", "loud", "true"), "admin"))
                .isInstanceOfSatisfying(Fault.class, f -> {
                    assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
                    assertThat(f.code()).isEqualTo("bad-setting");
                })
                .hasMessageContaining("sample.who must be one of open, admin, not 'me'")
                .hasMessageContaining("sample.most must be a whole number");
        assertThatThrownBy(() -> change(live, SAMPLE, Map.of("port", "1"), "admin"))
                .hasMessageContaining("there is no setting 'sample.port'");
        assertThatThrownBy(() -> change(live, SAMPLE, Map.of("names", "x".repeat(1_001)), "admin"))
                .hasMessageContaining("at most 1000");
        assertThat(settings.flag("loud")).isFalse();
        assertThat(audited()).isEmpty();
    }

    @Test
    void passesOverWhatAnotherVersionOfTheProtocolCouldHave() {
        change(live, SAMPLE, Map.of("who", "admin", "names", "a"), "admin");
        Descriptor<?> newer = Descriptors.with(
                new Setting("who", Type.TEXT, "all", "help", List.of("all", "none")),
                new Setting("names", Type.TEXT, "", "help"));
        Settings settings = live.of(newer);
        assertThat(settings.text("who")).isEqualTo("all");
        assertThat(settings.text("names")).isEqualTo("a");
    }

    @Test
    void nothingCountsThatIsNotKept() {
        Settings settings = live.of(SAMPLE);
        failing.away(true);
        assertThatThrownBy(() -> change(live, SAMPLE, Map.of("who", "admin"), "admin"))
                .isInstanceOf(Fault.class);
        failing.away(false);
        failing.beforeCommit(() -> failing.behind()
                .commit(Changes.of(new Write.PutValue(new StoredValue("settings.sample", "most=5", 0)))));
        assertThatThrownBy(() -> change(live, SAMPLE, Map.of("who", "admin"), "admin"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("overtaken"));
        assertThat(settings.text("who")).isEqualTo("open");
    }

    @Test
    void keepsNothingThatDoesNotStandATrial() {
        Settings settings = live.of(SAMPLE);
        assertThatThrownBy(() -> live.change(SAMPLE, Map.of("who", "admin"), "admin", under -> {
                    assertThat(under.text("who")).isEqualTo("admin");
                    throw new Fault(Fault.Category.PLUGIN_FAULT, "no", "No.");
                }))
                .hasMessage("No.");
        assertThat(settings.text("who")).isEqualTo("open");
        assertThat(audited()).isEmpty();
    }

    @Test
    void tellsOfAChangeAndOnlyOfAChange() {
        List<News.Resource> told = new ArrayList<>();
        try (var listening = feed.listen(news -> told.add(news.resource()))) {
            change(live, SAMPLE, Map.of("who", "admin"), "admin");
            change(live, SAMPLE, Map.of("who", "admin"), "admin");
        }
        assertThat(told).containsExactly(News.Resource.PLUGINS);
        assertThat(audited()).hasSize(1);
    }
}
