package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.message.Message;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Write;

class MessagesTest {

    private static final ProtocolAddress ADA = Samples.at("ada");
    private static final ProtocolAddress ALIAS = Samples.at("ada-too");
    private static final ProtocolAddress BEN = Samples.at("ben");

    private final MemoryStore store = new MemoryStore();
    private final NewsFeed feed = new NewsFeed(0);
    private final FakeTimers timers = new FakeTimers();
    private final Messages messages = new Messages(store, feed, timers, new Ids(new FakeToolkit()));
    private final DeviceRecord ada = Samples.trusted("ada").withAddress(ALIAS);

    private void said(ProtocolAddress with, String topic) {
        timers.pass(Duration.ofSeconds(1));
        ItemRecord.Scope scope = Message.scope(with.protocol(), with.address());
        Samples.write(
                store,
                new Write.PutItem(new Message(false, topic, Bytes.utf8(topic), timers.now())
                        .item(scope, new UUID(0, topic.hashCode()), Duration.ofHours(1))));
    }

    @Test
    void tellsTheNewestOfAllAddressesNewestFirst() {
        said(ADA, "one");
        said(ALIAS, "two");
        said(ADA, "three");
        said(BEN, "other");
        assertThat(messages.newest(ada, 10)).extracting(Message::topic).containsExactly("three", "two", "one");
        assertThat(messages.newest(ada, 2)).extracting(Message::topic).containsExactly("three", "two");
        timers.pass(Duration.ofHours(1).minusSeconds(2));
        assertThat(messages.newest(ada, 10)).extracting(Message::topic).containsExactly("three");
    }

    @Test
    void letsThoseOfOneDeviceGoAndTellsOfIt() {
        said(ADA, "one");
        said(ALIAS, "two");
        said(BEN, "other");
        List<News> news = new ArrayList<>();
        feed.listen(news::add);
        messages.clear(ada, "local");
        assertThat(messages.newest(ada, 10)).isEmpty();
        assertThat(messages.newest(Samples.trusted("ben"), 10)).hasSize(1);
        assertThat(news).singleElement().satisfies(n -> {
            assertThat(n.resource()).isEqualTo(News.Resource.MESSAGES);
            assertThat(n.id()).isEqualTo(Optional.of(ada.id().toString()));
        });
        assertThat(store.unsealedAudit(10)).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("local");
            assertThat(row.action()).isEqualTo("messages-cleared");
            assertThat(row.subject()).isEqualTo("p:ada");
            assertThat(row.detail()).isEqualTo("'ada': 2");
        });
    }
}
