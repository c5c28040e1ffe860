package org.handfast.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.core.fake.Logged;

class NewsFeedTest {

    private final NewsFeed feed = new NewsFeed(0);
    private final List<News> heard = new ArrayList<>();

    @Test
    void tellsThoseWhoListenNow() {
        feed.tell(News.Resource.DEVICES);
        try (NewsFeed.Listening listening = feed.listen(heard::add)) {
            feed.tell(News.Resource.DEVICES, Optional.of("ada"));
            feed.tell(News.Resource.QUESTIONS);
        }
        feed.tell(News.Resource.PLUGINS);
        assertThat(heard)
                .containsExactly(
                        new News(News.Resource.DEVICES, Optional.of("ada"), 2),
                        new News(News.Resource.QUESTIONS, Optional.empty(), 3));
        assertThat(feed.version()).isEqualTo(4);
    }

    @Test
    void tellsAllTheSameWhateverOneOfThemDoes() {
        feed.listen(news -> {
            throw new IllegalStateException("deaf");
        });
        feed.listen(heard::add);
        try (Logged logged = Logged.by(NewsFeed.class)) {
            feed.tell(News.Resource.SESSION);
            assertThat(logged.lines()).hasSize(1);
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void aListenerMayStopWhileItIsTold() {
        var listening = new NewsFeed.Listening[1];
        listening[0] = feed.listen(news -> {
            heard.add(news);
            listening[0].close();
        });
        feed.tell(News.Resource.SESSION);
        feed.tell(News.Resource.SESSION);
        assertThat(heard).hasSize(1);
    }
}
