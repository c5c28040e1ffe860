package org.handfast.persistence.table;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A durable conversation. */
@Entity
@Table(name = "conversation")
class ConversationRow {
    @Id
    UUID id;

    String protocol;
    String kind;
    String conversationKey;
    byte[] state;

    /** As JSON; see {@link Json}. */
    String timers;

    String startedBy;
}
