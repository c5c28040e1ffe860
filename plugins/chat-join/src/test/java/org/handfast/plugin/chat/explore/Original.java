package org.handfast.plugin.chat.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The join as the source document has it, in symbols: what is sealed is sealed to a key, and nobody knows by whom. Ann is in a room,
 * Nell comes, Mallory is a member whom Nell knows, and whose hub carries the messages.
 *
 * @param ann what Ann has done
 * @param nell what Nell has done
 * @param seen what the attacker has, sealed and open
 */
record Original(Ann ann, Nell nell, Set<Term> seen) implements Exploration.State<Original> {

    /** What is said. */
    sealed interface Term {}

    record Name(String who) implements Term {}

    record Nonce(String whose) implements Term {}

    record SessionKey(String whose) implements Term {}

    record Response(Term nonce, Term key) implements Term {}

    /** Sealed to somebody's public key. */
    record Sealed(String to, Term plain) implements Term {}

    /** Was asked about Nell; then has given her the key in answer to a challenge. */
    record Ann(boolean asked, Optional<Term> answered) {}

    /** Who wrote to Nell, and so whom she sent her challenge; then whose key she has. */
    record Nell(Optional<String> challenged, Optional<Term> key) {}

    private static final Term NONCE = new Nonce("nell");
    private static final Term KEY = new SessionKey("ann");

    static Original beginning() {
        return new Original(
                new Ann(false, Optional.empty()),
                new Nell(Optional.empty(), Optional.empty()),
                Set.of(new Name("ann"), new Name("mallory"), new Nonce("mallory"), new SessionKey("mallory")));
    }

    @Override
    public List<Exploration.Move<Original>> moves() {
        List<Exploration.Move<Original>> moves = new ArrayList<>();
        if (!ann.asked()) {
            moves.add(move(
                    "the hub asks Ann about Nell",
                    new Ann(true, Optional.empty()),
                    nell,
                    sealed("nell", new Name("ann"))));
        }
        for (Term term : known()) {
            toAnn(term).ifPresent(moves::add);
            toNell(term).ifPresent(moves::add);
        }
        return moves;
    }

    /** All the attacker has, and can make of it: it seals to whom it likes, and opens what is sealed to Mallory. */
    private Set<Term> known() {
        Set<Term> open = new HashSet<>(seen);
        for (Term term : seen) {
            if (term instanceof Sealed box && box.to().equals("mallory")) {
                open.add(box.plain());
            }
        }
        Set<Term> all = new HashSet<>(open);
        for (Term term : open) {
            if (!(term instanceof Sealed)) {
                all.add(new Sealed("ann", term));
                all.add(new Sealed("nell", term));
            }
            for (Term key : open) {
                if (term instanceof Nonce && key instanceof SessionKey) {
                    all.add(new Sealed("nell", new Response(term, key)));
                }
            }
        }
        return all;
    }

    private Optional<Exploration.Move<Original>> toAnn(Term term) {
        if (ann.asked()
                && ann.answered().isEmpty()
                && term instanceof Sealed(String to, Term plain)
                && to.equals("ann")
                && plain instanceof Nonce) {
            return Optional.of(move(
                    "Ann is brought " + plain,
                    new Ann(true, Optional.of(plain)),
                    nell,
                    sealed("nell", new Response(plain, KEY))));
        }
        return Optional.empty();
    }

    private Optional<Exploration.Move<Original>> toNell(Term term) {
        if (!(term instanceof Sealed(String to, Term plain)) || !to.equals("nell")) {
            return Optional.empty();
        }
        if (plain instanceof Name(String who) && nell.challenged().isEmpty()) {
            return Optional.of(move(
                    "Nell is brought the name of " + who,
                    ann,
                    new Nell(Optional.of(who), Optional.empty()),
                    sealed(who, NONCE)));
        }
        if (plain instanceof Response(Term nonce, Term key)
                && nonce.equals(NONCE)
                && nell.challenged().isPresent()
                && nell.key().isEmpty()) {
            return Optional.of(move(
                    "Nell is brought " + key,
                    ann,
                    new Nell(nell.challenged(), Optional.of(key)),
                    sealed("nell", plain)));
        }
        return Optional.empty();
    }

    private static Term sealed(String to, Term plain) {
        return new Sealed(to, plain);
    }

    private Exploration.Move<Original> move(String name, Ann ann, Nell nell, Term sent) {
        Set<Term> more = new HashSet<>(seen);
        more.add(sent);
        return new Exploration.Move<>(name, new Original(ann, nell, Set.copyOf(more)));
    }

    @Override
    public Optional<String> broken() {
        if (nell.key().filter(KEY::equals).isPresent() && !nell.challenged().equals(Optional.of("ann"))) {
            return Optional.of("Nell has Ann's key, and takes it for that of "
                    + nell.challenged().get());
        }
        return Optional.empty();
    }
}
