package org.handfast.persistence.table;

import java.util.List;

/** All rows that Hibernate is to know. */
public final class Rows {

    /** Their classes. */
    public static final List<Class<?>> CLASSES = List.of(
            WriterRow.class,
            DeviceRow.class,
            AddressRow.class,
            KeyRow.class,
            FactRow.class,
            PairingRow.class,
            PeeringRow.class,
            OfferRow.class,
            ValueRow.class,
            ClaimRow.class,
            ItemRow.class,
            FlightRow.class,
            ConversationRow.class,
            AuditRow.class);

    private Rows() {}
}
