package org.handfast.core.node;

import org.handfast.core.conversation.Workers;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.limit.Limits;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.Discovery;
import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/**
 * What a node is given.
 *
 * @param store what it keeps
 * @param parcels what waits in mailboxes
 * @param toolkit its crypto and identity
 * @param timers time
 * @param workers threads for plugins
 * @param dialler opens links
 * @param discovery finds others
 * @param limits the table
 * @param settings the configuration
 */
public record Ports(
        Store store,
        ParcelStore parcels,
        Toolkit toolkit,
        Timers timers,
        Workers workers,
        Dialler dialler,
        Discovery discovery,
        Limits limits,
        HubSettings settings) {}
