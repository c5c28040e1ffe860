package org.handfast.core.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.ConversationKey;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.core.limit.Limit;
import org.handfast.core.link.Wire;
import org.handfast.core.time.Timers;

/**
 * One link until its conversation is known: keeps its events, asks the plugin where they belong, and hands them over in
 * order. A link that does not say where it belongs is closed after a while. Thread-safe.
 */
final class LinkRouter {

    /** How many events may wait for the plugin to know where they belong; past it the link is not read. */
    private static final int PAUSE_AT = 8;

    /** How many may wait in spite of that; past it the link is closed. */
    private static final int REFUSE_AT = 64;

    private final Link link;
    private final Wire wire;
    private final Installed<?> plugin;
    private final PluginCalls calls;
    private final EngineParts parts;
    private final Conversations conversations;
    private final List<Event.OnLink> waiting = new ArrayList<>();
    private Timers.Timer patience = () -> {};
    private int asked;
    private volatile boolean paused;
    private boolean deaf;
    private boolean gone;
    private Stage stage = Stage.IDLE;
    private @Nullable Conversation<?> conversation;

    /** Where conversations are found or begun. */
    interface Conversations {
        /** The conversation of a key; a Fault if there may not be another. */
        Conversation<?> join(Installed<?> plugin, ConversationKey key);
    }

    private enum Stage {
        /** Nothing new to ask the plugin about. */
        IDLE,
        ASKING,
        /** Its conversation is about to have it: what happens now, its end included, is for the conversation to hear. */
        JOINING,
        JOINED,
        REFUSED
    }

    LinkRouter(
            Link link,
            Wire wire,
            Installed<?> plugin,
            PluginCalls calls,
            EngineParts parts,
            Conversations conversations) {
        this.link = link;
        this.wire = wire;
        this.plugin = plugin;
        this.calls = calls;
        this.parts = parts;
        this.conversations = conversations;
    }

    /** A link whose conversation is known from the start, since it dialled it. */
    static LinkRouter dialled(
            Link link,
            Wire wire,
            Conversation<?> conversation,
            PluginCalls calls,
            EngineParts parts,
            Conversations conversations) {
        var router = new LinkRouter(link, wire, conversation.plugin(), calls, parts, conversations);
        router.conversation = conversation;
        router.stage = Stage.JOINED;
        return router;
    }

    /** The link was opened by a peer, with {@code first}. */
    void begin(Event.OnLink first) {
        synchronized (this) {
            patience = patience();
        }
        take(first);
    }

    void take(Event.OnLink event) {
        Conversation<?> known;
        synchronized (this) {
            gone |= event instanceof Event.LinkClosed;
            if (stage == Stage.REFUSED || deaf && !(event instanceof Event.LinkClosed)) {
                return;
            }
            known = conversation;
            if (known == null) {
                hold(event);
            }
        }
        if (known != null) {
            known.fromNetwork(event);
        }
    }

    private void hold(Event.OnLink event) {
        if (waiting.size() >= REFUSE_AT) {
            // Of a conversation one hears all of it up to its end, or nothing: what comes after a gap is not heard.
            deaf = true;
            wire.close();
            return;
        }
        waiting.add(event);
        if (waiting.size() == PAUSE_AT) {
            paused = true;
            wire.pause();
        }
        if (stage == Stage.IDLE) {
            stage = Stage.ASKING;
            parts.workers().execute(this::route);
        }
    }

    private void route() {
        for (Event.OnLink event = next(); event != null; event = next()) {
            try {
                Event.OnLink asking = event;
                if (event instanceof Event.LinkClosed) {
                    refuse();
                    return;
                }
                Optional<ConversationKey> key = calls.call(plugin, this::refuse, bracket -> plugin.route(asking));
                if (key.isPresent()) {
                    handOver(key.get());
                    return;
                }
            } catch (PluginCalls.Abandoned late) {
                drop();
                return;
            } catch (PluginCalls.Threw e) {
                failed(e.what(), e);
                return;
            } catch (Fault refusal) {
                if (refusal.category() == Fault.Category.PLUGIN_FAULT) {
                    failed(refusal.detail(), refusal);
                } else {
                    drop();
                }
                return;
            }
        }
    }

    private void failed(String what, RuntimeException cause) {
        drop();
        plugin.health().failed("link from " + link.remote(), what, cause);
    }

    private synchronized Event.@Nullable OnLink next() {
        if (stage != Stage.ASKING) {
            return null;
        }
        if (asked == waiting.size()) {
            stage = Stage.IDLE;
            return null;
        }
        return waiting.get(asked++);
    }

    private void handOver(ConversationKey key) {
        List<Event.OnLink> first;
        synchronized (this) {
            if (stage != Stage.ASKING) {
                return;
            }
            stage = Stage.JOINING;
            patience.cancel();
            first = List.copyOf(waiting);
            waiting.clear();
        }
        Conversation<?> to;
        do {
            to = conversations.join(plugin, key);
        } while (!to.attach(link, wire, first));
        synchronized (this) {
            if (stage != Stage.JOINING) {
                // It has ended by now, and sent the link away again.
                return;
            }
            waiting.forEach(to::fromNetwork);
            waiting.clear();
            conversation = to;
            stage = Stage.JOINED;
        }
        to.admit(wire, paused);
    }

    /** Its conversation was over before it got to the request of this exchange: asks anew where that belongs. */
    void again(Event.Requested request) {
        synchronized (this) {
            if (gone) {
                return;
            }
            conversation = null;
            waiting.clear();
            waiting.add(request);
            asked = 0;
            paused = true;
            stage = Stage.ASKING;
            patience = patience();
        }
        parts.workers().execute(this::route);
    }

    private Timers.Timer patience() {
        return parts.timers().after(Duration.ofSeconds(parts.limits().of(Limit.UNROUTED_SECONDS)), this::refuse);
    }

    Installed<?> plugin() {
        return plugin;
    }

    /** Closes a link that has no conversation; one that has, or is about to have one, closes with it. */
    void refuse() {
        synchronized (this) {
            if (stage == Stage.JOINING || stage == Stage.JOINED) {
                return;
            }
        }
        drop();
    }

    private void drop() {
        synchronized (this) {
            stage = Stage.REFUSED;
            patience.cancel();
            waiting.clear();
        }
        wire.close();
    }
}
