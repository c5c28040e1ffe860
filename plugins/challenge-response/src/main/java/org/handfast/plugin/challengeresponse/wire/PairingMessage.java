package org.handfast.plugin.challengeresponse.wire;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * One message of a pairing, in CBOR as the original writes it (api-spec/protocols/challenge-response.md). Fields that the original
 * does not know come last: byte strings of {@value #EXTRA} bytes. One that is of another form is read as no bytes, which is
 * what no such field may be.
 */
public sealed interface PairingMessage {

    /** The size of the fields that are ours. */
    int EXTRA = 32;

    /** Which code it is about: 16 bytes. */
    Bytes session();

    /**
     * The joiner asks.
     *
     * @param device what it says of itself; may be wrong, by a fault of the original
     * @param publicKey its key as a protobuf
     * @param commit to check words
     */
    record PairingRequest(Bytes session, DeviceInfo device, Bytes publicKey, Optional<Bytes> commit)
            implements PairingMessage {}

    /**
     * The initiator has it prove its key.
     *
     * @param challenge 32 bytes to sign
     * @param proof that the initiator knows the code
     * @param nonce for check words
     */
    record Challenge(Bytes session, Bytes challenge, DeviceInfo device, Optional<Bytes> proof, Optional<Bytes> nonce)
            implements PairingMessage {}

    /**
     * The joiner signed.
     *
     * @param response an Ed25519 signature over the challenge
     * @param proof that the joiner knows the code
     * @param nonce that opens what it had committed to
     */
    record Response(Bytes session, Bytes response, DeviceInfo device, Optional<Bytes> proof, Optional<Bytes> nonce)
            implements PairingMessage {}

    /**
     * What came of it.
     *
     * @param reason why not
     * @param proof of the initiator, that it took the joiner's
     */
    record Complete(Bytes session, boolean success, Optional<String> reason, Optional<Bytes> proof)
            implements PairingMessage {}

    /** The message as bytes. */
    default Bytes encode() {
        var out = new CborWriter();
        switch (this) {
            case PairingRequest m -> {
                begin(out, "PairingRequest", 3, m.session(), m.commit());
                m.device().write(out.text("device_info"));
                out.text("public_key").numbers(m.publicKey());
                m.commit().ifPresent(commit -> out.text("sas_commit").blob(commit));
            }
            case Challenge m -> {
                begin(out, "Challenge", 3, m.session(), m.proof(), m.nonce());
                out.text("challenge").numbers(m.challenge());
                m.device().write(out.text("device_info"));
                extras(out, m.proof(), m.nonce());
            }
            case Response m -> {
                begin(out, "Response", 3, m.session(), m.proof(), m.nonce());
                out.text("response").numbers(m.response());
                m.device().write(out.text("device_info"));
                extras(out, m.proof(), m.nonce());
            }
            case Complete m -> {
                begin(out, "Complete", 3, m.session(), m.proof());
                out.text("success").flag(m.success()).text("reason");
                m.reason().ifPresentOrElse(out::text, out::none);
                extras(out, m.proof(), Optional.empty());
            }
        }
        return out.bytes();
    }

    @SafeVarargs
    private static void begin(CborWriter out, String name, int fields, Bytes session, Optional<Bytes>... extras) {
        int more = 0;
        for (Optional<Bytes> extra : extras) {
            more += extra.isPresent() ? 1 : 0;
        }
        out.map(1).text(name).map(fields + more).text("session_id").blob(session);
    }

    private static void extras(CborWriter out, Optional<Bytes> proof, Optional<Bytes> nonce) {
        proof.ifPresent(p -> out.text("proof").blob(p));
        nonce.ifPresent(n -> out.text("sas_nonce").blob(n));
    }

    /**
     * The session that bytes are about, whatever else they are.
     *
     * @throws Fault PEER_FAULT if they are about none
     */
    static Bytes sessionOf(Bytes bytes) {
        return Variant.read(bytes).fields().uuid("session_id");
    }

    /**
     * The message that bytes are.
     *
     * @throws Fault PEER_FAULT if they are none
     */
    static PairingMessage decode(Bytes bytes) {
        Variant variant = Variant.read(bytes);
        Fields in = variant.fields();
        return switch (variant.name()) {
            case "PairingRequest" ->
                new PairingRequest(
                        in.uuid("session_id"),
                        DeviceInfo.read(in.struct("device_info")),
                        in.bytes("public_key"),
                        in.extra("sas_commit"));
            case "Challenge" ->
                new Challenge(
                        in.uuid("session_id"),
                        in.bytes("challenge"),
                        DeviceInfo.read(in.struct("device_info")),
                        in.extra("proof"),
                        in.extra("sas_nonce"));
            case "Response" ->
                new Response(
                        in.uuid("session_id"),
                        in.bytes("response"),
                        DeviceInfo.read(in.struct("device_info")),
                        in.extra("proof"),
                        in.extra("sas_nonce"));
            case "Complete" ->
                new Complete(in.uuid("session_id"), in.flag("success"), in.optionalText("reason"), in.extra("proof"));
            default -> throw Fault.peer("unknown-message", "It sent a message that there is none of here.");
        };
    }
}
