package org.handfast.persistence.table;

import java.util.UUID;

import jakarta.persistence.Embeddable;

/** Which of the things that a device has several of, in their order. */
@Embeddable
record Place(UUID device, int place) {}
