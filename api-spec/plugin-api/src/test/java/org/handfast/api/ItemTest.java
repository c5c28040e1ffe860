package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {

    private static Item item(String scope, int key) {
        return new Item(scope, Bytes.wrap(new byte[key]), Bytes.EMPTY, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "tab\t", "é", "\u0000"})
    void aScopeIsNamedAsAnAddressIs(String scope) {
        assertThatThrownBy(() -> item(scope, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a scope is 1 to 128");
    }

    @Test
    void knowsItsLongestScopeAndKey() {
        assertThat(item("s".repeat(128), 64).key().size()).isEqualTo(64);
        assertThatThrownBy(() -> item("s".repeat(129), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item("s", 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item("s", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
