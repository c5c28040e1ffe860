package org.handfast.testkit.store;

import java.util.Optional;

import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** The kinds of records that carry a version, each with one record to try. */
enum Versioned {
    DEVICE {
        @Override
        Write put(long version) {
            return new Write.PutDevice(Samples.device(1).atVersion(version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.of(new Write.DeleteDevice(Samples.device(1).atVersion(version)));
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.of(new Seen.OfDevice(Samples.id(1), version));
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.device(Samples.id(1)).map(DeviceRecord::version);
        }
    },
    PROPOSAL {
        @Override
        Write put(long version) {
            return new Write.PutPairing(Samples.pairing(1, Standing.PROPOSED).atVersion(version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.of(new Write.DeletePairing(
                    Samples.pairing(1, Standing.PROPOSED).atVersion(version)));
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.of(new Seen.OfPairing(Samples.pairingRef(1, Standing.PROPOSED), version));
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.pairing(Samples.pairingRef(1, Standing.PROPOSED)).map(PairingRecord::version);
        }
    },
    PAIRING {
        @Override
        Write put(long version) {
            return new Write.PutPairing(Samples.pairing(1, Standing.ESTABLISHED).atVersion(version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.of(new Write.DeletePairing(
                    Samples.pairing(1, Standing.ESTABLISHED).atVersion(version)));
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.of(new Seen.OfPairing(Samples.pairingRef(1, Standing.ESTABLISHED), version));
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.pairing(Samples.pairingRef(1, Standing.ESTABLISHED)).map(PairingRecord::version);
        }
    },
    PEERING {
        @Override
        Write put(long version) {
            return new Write.PutPeering(Samples.peering(1).atVersion(version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.of(new Write.DeletePeering(Samples.peering(1).atVersion(version)));
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.of(new Seen.OfPeering(Samples.peeringRef(1), version));
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.peering(Samples.peeringRef(1)).map(PeeringRecord::version);
        }
    },
    OFFER {
        @Override
        Write put(long version) {
            return new Write.PutOffer(Samples.offer(1).atVersion(version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.of(new Write.DeleteOffer(Samples.offer(1).atVersion(version)));
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.of(new Seen.OfOffer(Samples.offer(1).ref(), version));
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.offer(Samples.offer(1).ref()).map(OfferRecord::version);
        }
    },
    VALUE {
        @Override
        Write put(long version) {
            return new Write.PutValue(new StoredValue("value-1", "something", version));
        }

        @Override
        Optional<Write> delete(long version) {
            return Optional.empty();
        }

        @Override
        Optional<Seen> seen(long version) {
            return Optional.empty();
        }

        @Override
        Optional<Long> stored(Store store) {
            return store.value("value-1").map(StoredValue::version);
        }
    };

    /** A write of the record, as read at a version. */
    abstract Write put(long version);

    /** Its deletion, if records of the kind can be deleted. */
    abstract Optional<Write> delete(long version);

    /** A look at it, if looks at records of the kind are remembered. */
    abstract Optional<Seen> seen(long version);

    /** The version it is stored at. */
    abstract Optional<Long> stored(Store store);
}
