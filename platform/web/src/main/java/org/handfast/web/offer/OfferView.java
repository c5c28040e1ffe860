package org.handfast.web.offer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.core.node.Node;
import org.handfast.core.registry.OfferRecord;

/**
 * An offer, as {@code Offer} of the API: never what is secret of it.
 *
 * @param id the protocol's own id for it, in base64url, since that may hold what no path can
 * @param name that id as it is
 */
record OfferView(String protocol, String protocolTitle, String id, String name, String madeBy, Instant expiresAt) {

    static OfferView of(OfferRecord offer, Node node) {
        OfferRecord.Ref ref = offer.ref();
        return new OfferView(
                ref.protocol(),
                node.engine().title(ref.protocol()),
                Bytes.utf8(ref.id()).b64u(),
                ref.id(),
                offer.madeBy(),
                offer.until());
    }

    /**
     * What {@link #id} names.
     *
     * @return empty if that is nothing that an offer could be called
     */
    static Optional<OfferRecord.Ref> ref(String protocol, String id) {
        return Bytes.b64u(id)
                .map(name -> new String(name.toArray(), StandardCharsets.UTF_8))
                .filter(name -> (protocol + name).chars().noneMatch(Character::isISOControl))
                .map(name -> new OfferRecord.Ref(protocol, name));
    }
}
