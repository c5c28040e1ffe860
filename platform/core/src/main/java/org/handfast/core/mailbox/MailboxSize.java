package org.handfast.core.mailbox;

import org.handfast.core.registry.ProtocolAddress;

/** How much waits in a mailbox: parcels, and their bytes. */
public record MailboxSize(ProtocolAddress mailbox, int parcels, long bytes) {}
