package org.handfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheyNeedToBe() {
        assertThat(new Table("ID", "NAME", "X")
                        .row("1", "Ada's laptop", "")
                        .row("22", "Zoë", "y")
                        .toString())
                .isEqualTo("""
                        ID  NAME          X
                        1   Ada's laptop
                        22  Zoë           y
                        """);
    }
}
