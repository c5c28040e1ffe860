package org.handfast.core.conversation;

import java.util.Set;

import org.handfast.api.Effect;
import org.handfast.core.feed.News;

/** What is other than it was once an effect is made, as the news name it. */
final class ChangedBy {

    private ChangedBy() {}

    static Set<News.Resource> effect(Effect effect) {
        return effect instanceof Effect.Lasting lasting ? lasting(lasting) : Set.of();
    }

    private static Set<News.Resource> lasting(Effect.Lasting effect) {
        return switch (effect) {
            case Effect.Propose e -> Set.of(News.Resource.DEVICES);
            // Either may use an offer up.
            case Effect.Approve e -> Set.of(News.Resource.DEVICES, News.Resource.OFFERS);
            case Effect.Admit e -> Set.of(News.Resource.DEVICES, News.Resource.OFFERS);
            case Effect.Establish e -> Set.of(News.Resource.DEVICES);
            case Effect.Drop e -> Set.of(News.Resource.DEVICES);
            case Effect.Remember e -> Set.of(News.Resource.DEVICES);
            case Effect.MakeClaim e -> Set.of();
            case Effect.MakeOffer e -> Set.of(News.Resource.OFFERS);
            case Effect.MissOffer e -> Set.of(News.Resource.OFFERS);
            case Effect.EndOffer e -> Set.of(News.Resource.OFFERS);
            case Effect.Register e -> Set.of(News.Resource.DEVICES);
            case Effect.Unregister e -> Set.of(News.Resource.DEVICES, News.Resource.PEERINGS);
            case Effect.Alias e -> Set.of(News.Resource.DEVICES);
            case Effect.Relate e -> Set.of(News.Resource.PEERINGS);
            case Effect.Put e -> Set.of(News.Resource.MAILBOXES);
            case Effect.Remove e -> Set.of(News.Resource.MAILBOXES);
            case Effect.Clear e -> Set.of(News.Resource.MAILBOXES);
            case Effect.Publish e -> Set.of(News.Resource.MESSAGES);
        };
    }
}
