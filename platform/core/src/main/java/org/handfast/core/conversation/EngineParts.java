package org.handfast.core.conversation;

import java.time.Instant;
import java.util.function.Function;

import org.handfast.api.Comparison;
import org.handfast.core.approval.ApprovalDesk;
import org.handfast.core.crypto.Ids;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.Discovery;
import org.handfast.core.mailbox.Mailboxes;
import org.handfast.core.presence.Presence;
import org.handfast.core.settings.LiveSettings;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/**
 * What the engine stands on.
 *
 * @param store what the hub keeps
 * @param toolkit its crypto
 * @param ids names for what is made
 * @param timers time
 * @param limits the table
 * @param settings the configuration of protocols
 * @param desk where questions wait
 * @param presence who is connected
 * @param feed where changes are told
 * @param mailboxes what waits for whom
 * @param upSince when the hub was started
 * @param workers the threads plugins run on
 * @param dialler opens links
 * @param discovery finds others
 * @param comparisons check words under a protocol's id
 */
public record EngineParts(
        Store store,
        Toolkit toolkit,
        Ids ids,
        Timers timers,
        Limits limits,
        LiveSettings settings,
        ApprovalDesk desk,
        Presence presence,
        NewsFeed feed,
        Mailboxes mailboxes,
        Instant upSince,
        Workers workers,
        Dialler dialler,
        Discovery discovery,
        Function<String, Comparison> comparisons) {}
