package org.handfast.core.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.ConversationKey;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.core.link.Wire;

/**
 * One link until its conversation is known: keeps its events, asks the plugin where they belong, and hands them over in
 * order. Thread-safe.
 */
final class LinkRouter {

    /** How many messages may come before the plugin knows where they belong. */
    private static final int MOST_WAITING = 8;

    private final Link link;
    private final Wire wire;
    private final Installed<?> plugin;
    private final PluginCalls calls;
    private final Workers workers;
    private final Conversations conversations;
    private final Deque<Event.OnLink> waiting = new ArrayDeque<>();
    private @Nullable Conversation<?> conversation;
    private boolean routing;
    private boolean refused;

    /** Where conversations are found or begun. */
    interface Conversations {
        /** The conversation of a key; a Fault if there may not be another. */
        Conversation<?> join(Installed<?> plugin, ConversationKey key);
    }

    LinkRouter(
            Link link,
            Wire wire,
            Installed<?> plugin,
            PluginCalls calls,
            Workers workers,
            Conversations conversations) {
        this.link = link;
        this.wire = wire;
        this.plugin = plugin;
        this.calls = calls;
        this.workers = workers;
        this.conversations = conversations;
    }

    /** A link whose conversation is known from the start, since it dialled it. */
    static LinkRouter dialled(
            Link link,
            Wire wire,
            Conversation<?> conversation,
            PluginCalls calls,
            Workers workers,
            Conversations conversations) {
        var router = new LinkRouter(link, wire, conversation.plugin(), calls, workers, conversations);
        router.conversation = conversation;
        return router;
    }

    void take(Event.OnLink event) {
        Conversation<?> known;
        synchronized (this) {
            if (refused) {
                return;
            }
            known = conversation;
            if (known == null) {
                if (waiting.size() >= MOST_WAITING) {
                    refuse();
                    return;
                }
                waiting.addLast(event);
                if (!routing) {
                    routing = true;
                    workers.execute(this::route);
                }
                return;
            }
        }
        known.fromNetwork(event);
    }

    private void route() {
        int asked = 0;
        while (true) {
            Event.OnLink event;
            synchronized (this) {
                event = waiting.stream().skip(asked).findFirst().orElse(null);
                if (event == null) {
                    routing = false;
                    return;
                }
            }
            asked++;
            if (event instanceof Event.LinkClosed) {
                refuse();
                return;
            }
            try {
                Optional<ConversationKey> key = calls.call(plugin, this::refuse, bracket -> plugin.route(event));
                if (key.isPresent()) {
                    handOver(conversations.join(plugin, key.get()));
                    return;
                }
            } catch (PluginCalls.Abandoned late) {
                return;
            } catch (PluginCalls.Threw e) {
                plugin.health().failed("link from " + link.remote(), e.what(), e);
                refuse();
                return;
            } catch (Fault refusal) {
                if (refusal.category() == Fault.Category.PLUGIN_FAULT) {
                    plugin.health().failed("link from " + link.remote(), refusal.detail(), refusal);
                }
                refuse();
                return;
            }
        }
    }

    private void handOver(Conversation<?> to) {
        to.attach(link, wire);
        synchronized (this) {
            waiting.forEach(to::fromNetwork);
            waiting.clear();
            conversation = to;
        }
    }

    Installed<?> plugin() {
        return plugin;
    }

    /** Closes a link that has no conversation; one that has closes with it. */
    void refuse() {
        synchronized (this) {
            if (conversation != null) {
                return;
            }
            refused = true;
            waiting.clear();
        }
        wire.close();
    }
}
