package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.handfast.api.Fault;

/** Says which fault is expected. */
final class Faults {

    private Faults() {}

    static Fault assertFault(Fault.Category category, String code, ThrowingCallable call) {
        Fault fault = catchThrowableOfType(Fault.class, call);
        assertThat(fault).as("a fault").isNotNull();
        assertThat(fault.category()).isEqualTo(category);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.detail()).endsWith(".");
        return fault;
    }
}
