package org.handfast.core.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.handfast.api.Binding;
import org.handfast.api.Link;
import org.handfast.core.registry.ProtocolAddress;

/** Which conversations have an address on which links, and which watch it. In memory; thread-safe. */
public final class Presence {

    private final Map<ProtocolAddress, List<Bound>> bound = new HashMap<>();
    private final Map<ProtocolAddress, Set<UUID>> interested = new HashMap<>();
    private final Map<UUID, Set<ProtocolAddress>> addresses = new HashMap<>();

    /** Where an address is. */
    public record Bound(UUID conversation, Link link) {}

    /** How it went: whether the link has the address now, and who has it no more. */
    public record Outcome(boolean taken, List<Bound> displaced) {}

    /** Binds an address to a link of a conversation. */
    public synchronized Outcome bind(ProtocolAddress address, UUID conversation, Link link, Binding binding) {
        watch(address, conversation);
        List<Bound> all = bound.computeIfAbsent(address, a -> new ArrayList<>(1));
        all.removeIf(b -> b.link().equals(link));
        List<Bound> displaced = binding.newest() ? List.copyOf(all) : List.of();
        all.removeAll(displaced);
        boolean room = all.size() < binding.atMost();
        if (room) {
            all.addLast(new Bound(conversation, link));
        }
        return new Outcome(room, displaced);
    }

    /** Notes that a conversation wants to hear of an address. */
    public synchronized void watch(ProtocolAddress address, UUID conversation) {
        interested.computeIfAbsent(address, a -> new LinkedHashSet<>()).add(conversation);
        addresses.computeIfAbsent(conversation, c -> new LinkedHashSet<>()).add(address);
    }

    /** How many addresses a conversation will have or watch if {@code less} go and {@code more} come to those it has. */
    public synchronized int watchesWith(UUID conversation, Set<ProtocolAddress> more, Set<ProtocolAddress> less) {
        var its = new HashSet<>(addresses.getOrDefault(conversation, Set.of()));
        its.removeAll(less);
        its.addAll(more);
        return its.size();
    }

    /** An address that a link had. */
    public record Released(ProtocolAddress address, Link link) {}

    /** A link is gone; gives the addresses that it had. */
    public synchronized List<Released> closed(UUID conversation, Link link) {
        return unbind(
                addresses.getOrDefault(conversation, Set.of()), b -> b.link().equals(link));
    }

    /** A conversation has done with an address; gives the links that it had it by. */
    public synchronized List<Released> release(UUID conversation, ProtocolAddress address) {
        Set<ProtocolAddress> its = addresses.get(conversation);
        if (its == null || !its.remove(address)) {
            return List.of();
        }
        uninterested(conversation, address);
        return unbind(Set.of(address), b -> b.conversation().equals(conversation));
    }

    /** Forgets a conversation; gives the addresses that its links had. */
    public synchronized List<Released> release(UUID conversation) {
        Set<ProtocolAddress> its = addresses.remove(conversation);
        if (its == null) {
            return List.of();
        }
        for (ProtocolAddress address : its) {
            uninterested(conversation, address);
        }
        return unbind(its, b -> b.conversation().equals(conversation));
    }

    private void uninterested(UUID conversation, ProtocolAddress address) {
        interested.computeIfPresent(address, (a, all) -> {
            all.remove(conversation);
            return all.isEmpty() ? null : all;
        });
    }

    private List<Released> unbind(Set<ProtocolAddress> from, Predicate<Bound> which) {
        List<Released> released = new ArrayList<>();
        for (ProtocolAddress address : from) {
            bound.computeIfPresent(address, (a, all) -> {
                all.stream().filter(which).forEach(b -> released.add(new Released(a, b.link())));
                all.removeIf(which);
                return all.isEmpty() ? null : all;
            });
        }
        return released;
    }

    /** Where an address is; of several links the newest. */
    public synchronized Optional<Bound> at(ProtocolAddress address) {
        return Optional.ofNullable(bound.get(address)).map(List::getLast);
    }

    /** How many links have an address. */
    public synchronized int links(ProtocolAddress address) {
        return bound.getOrDefault(address, List.of()).size();
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
