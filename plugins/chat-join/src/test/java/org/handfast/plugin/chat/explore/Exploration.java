package org.handfast.plugin.chat.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Goes to every state that can be reached in so many moves, each once.
 *
 * @param states how many there are
 * @param attack the shortest way to one that must not be, if there is one
 */
record Exploration(int states, Optional<Attack> attack) {

    /** A way to a state that must not be. */
    record Attack(String broken, List<String> moves) {}

    /** A state of the world; equal to another if nobody can tell them apart. */
    interface State<S> {

        /** What the attacker can do. */
        List<Move<S>> moves();

        /** What is wrong with it. */
        Optional<String> broken();
    }

    /** Something the attacker does. */
    record Move<S>(String name, S to) {}

    private record Reached<S>(S state, List<String> way) {}

    /** Explores; {@code key} is all that the future of a state depends on, {@code visit} is shown each state. */
    static <S extends State<S>> Exploration of(S beginning, Function<S, Object> key, int depth, Consumer<S> visit) {
        Deque<Reached<S>> open = new ArrayDeque<>(List.of(new Reached<>(beginning, List.of())));
        Set<Object> seen = new HashSet<>(Set.of(key.apply(beginning)));
        while (!open.isEmpty()) {
            Reached<S> reached = open.removeFirst();
            visit.accept(reached.state());
            Optional<String> broken = reached.state().broken();
            if (broken.isPresent()) {
                return new Exploration(seen.size(), Optional.of(new Attack(broken.get(), reached.way())));
            }
            if (reached.way().size() == depth) {
                continue;
            }
            for (Move<S> move : reached.state().moves()) {
                if (seen.add(key.apply(move.to()))) {
                    List<String> way = new ArrayList<>(reached.way());
                    way.add(move.name());
                    open.addLast(new Reached<>(move.to(), way));
                }
            }
        }
        return new Exploration(seen.size(), Optional.empty());
    }
}
