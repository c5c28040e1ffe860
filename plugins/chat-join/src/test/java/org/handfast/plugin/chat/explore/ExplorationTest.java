package org.handfast.plugin.chat.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** What an attacker who is the hub, the network and a member can bring about, whatever the order. */
class ExplorationTest {

    /** One more than a whole join takes by itself. */
    private static final int DEPTH = 6;

    @Test
    void theSchemeOfTheDocumentFallsToLowesAttack() {
        Exploration all = Exploration.of(Original.beginning(), s -> s, 6, s -> {});
        assertThat(all.attack()).isPresent();
        assertThat(all.attack().orElseThrow().broken())
                .isEqualTo("Nell has Ann's key, and takes it for that of mallory");
        assertThat(all.attack().orElseThrow().moves())
                .containsExactlyInAnyOrder(
                        "the hub asks Ann about Nell",
                        "Nell is brought the name of mallory",
                        "Ann is brought Nonce[whose=nell]",
                        "Nell is brought SessionKey[whose=ann]");
    }

    @Test
    void oursDoesNot() {
        var joined = new AtomicInteger();
        Exploration all = Exploration.of(Ours.beginning(), Ours::key, DEPTH, state -> {
            if (state.joined()) {
                joined.incrementAndGet();
            }
        });
        assertThat(all.attack()).isEmpty();
        assertThat(all.states()).isGreaterThan(1_000);
        assertThat(joined).as("states in which Nell is in Ann's room").hasPositiveValue();
    }
}
