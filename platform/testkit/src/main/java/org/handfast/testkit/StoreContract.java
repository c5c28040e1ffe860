package org.handfast.testkit;

import org.handfast.testkit.store.AddressContract;
import org.handfast.testkit.store.AuditContract;
import org.handfast.testkit.store.ClaimContract;
import org.handfast.testkit.store.FidelityContract;
import org.handfast.testkit.store.ItemContract;
import org.handfast.testkit.store.QueryContract;
import org.handfast.testkit.store.QueueContract;
import org.handfast.testkit.store.RaceContract;
import org.handfast.testkit.store.VersionContract;

/**
 * What every {@link org.handfast.core.store.Store} must keep. A test class of a store implements it and names the store;
 * one whose ground can go away implements {@link org.handfast.testkit.store.OutageContract} too, and one that outlives the
 * process {@link org.handfast.testkit.store.ReopenContract}.
 */
public interface StoreContract
        extends VersionContract,
                AddressContract,
                ClaimContract,
                ItemContract,
                QueueContract,
                QueryContract,
                AuditContract,
                FidelityContract,
                RaceContract {}
