package org.handfast.core.presence;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.handfast.api.Link;
import org.handfast.core.registry.ProtocolAddress;

/** Which conversation has an address on which link, and which watch it. In memory; thread-safe. */
public final class Presence {

    private final Map<ProtocolAddress, Bound> bound = new HashMap<>();
    private final Map<ProtocolAddress, Set<UUID>> interested = new HashMap<>();
    private final Map<UUID, Set<ProtocolAddress>> addresses = new HashMap<>();

    /** An address and where it is. */
    public record Bound(UUID conversation, Link link) {}

    /**
     * Binds an address to a link of a conversation.
     *
     * @return the conversation that had it, if it was another
     */
    public synchronized Optional<UUID> bind(ProtocolAddress address, UUID conversation, Link link) {
        watch(address, conversation);
        Bound before = bound.put(address, new Bound(conversation, link));
        return Optional.ofNullable(before).map(Bound::conversation).filter(c -> !c.equals(conversation));
    }

    /** Notes that a conversation wants to hear of an address. */
    public synchronized void watch(ProtocolAddress address, UUID conversation) {
        interested.computeIfAbsent(address, a -> new LinkedHashSet<>()).add(conversation);
        addresses.computeIfAbsent(conversation, c -> new LinkedHashSet<>()).add(address);
    }

    /** How many addresses a conversation will have or watch if these come to those it has. */
    public synchronized int watchesWith(UUID conversation, Set<ProtocolAddress> more) {
        Set<ProtocolAddress> its = addresses.getOrDefault(conversation, Set.of());
        return its.size() + (int) more.stream().filter(a -> !its.contains(a)).count();
    }

    /**
     * Forgets a conversation.
     *
     * @return the addresses that were bound by it and are now nowhere
     */
    public synchronized List<ProtocolAddress> release(UUID conversation) {
        Set<ProtocolAddress> its = addresses.remove(conversation);
        if (its == null) {
            return List.of();
        }
        for (ProtocolAddress address : its) {
            interested.computeIfPresent(address, (a, all) -> {
                all.remove(conversation);
                return all.isEmpty() ? null : all;
            });
        }
        return its.stream()
                .filter(a -> {
                    Bound at = bound.get(a);
                    return at != null && at.conversation().equals(conversation) && bound.remove(a) != null;
                })
                .toList();
    }

    /** Where an address is. */
    public synchronized Optional<Bound> at(ProtocolAddress address) {
        return Optional.ofNullable(bound.get(address));
    }

    /** The conversations that bound or watch an address. */
    public synchronized List<UUID> interested(ProtocolAddress address) {
        return List.copyOf(interested.getOrDefault(address, Set.of()));
    }

    /** How many addresses are bound. */
    public synchronized int size() {
        return bound.size();
    }
}
