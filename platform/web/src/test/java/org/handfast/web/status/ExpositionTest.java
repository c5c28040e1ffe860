package org.handfast.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTest {

    @Test
    void describesEachMetricOnceAndEscapesLabels() {
        assertThat(new Exposition()
                        .gauge("a_state", "A state.", 1, "plugin", "p\"q\\r\ns", "state", "RUNNING")
                        .gauge("a_state", "A state.", 0, "plugin", "other", "state", "RUNNING")
                        .counter("b_total", "B.", 12_345_678_901L)
                        .gauge("c", "C.", 0.5)
                        .toString())
                .isEqualTo("""
                        # HELP a_state A state.
                        # TYPE a_state gauge
                        a_state{plugin="p\\"q\\\\r\\ns",state="RUNNING"} 1
                        a_state{plugin="other",state="RUNNING"} 0
                        # HELP b_total B.
                        # TYPE b_total counter
                        b_total 12345678901
                        # HELP c C.
                        # TYPE c gauge
                        c 0.5
                        """);
    }
}
