package org.handfast.plugin.qr.server;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.Fault;
import org.handfast.api.State;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** How the states of durable conversations are written: a byte that says which, then its parts, each of a fixed size. */
public final class States implements Codec<State> {

    private static final int NEWCOMER = 0;
    private static final int WAITING = 1;
    private static final int FREE = 2;
    private static final int PENDING = 3;
    private static final int UUID_SIZE = 16;
    private static final int HASH = 32;

    @Override
    public Bytes encode(State state) {
        return switch (state) {
            case Serving.Newcomer s -> Bytes.u8(NEWCOMER);
            case Serving.Waiting s -> Bytes.join(Bytes.u8(WAITING), id(s.account()));
            case Serving.Free s -> Bytes.join(Bytes.u8(FREE), s.sender().bytes());
            case Serving.Pending s ->
                Bytes.join(
                        Bytes.u8(PENDING),
                        s.sender().bytes(),
                        s.recipient().bytes(),
                        id(s.account()),
                        s.packet(),
                        Bytes.u64(s.expires()));
            default -> throw new IllegalArgumentException(state.label() + " is not kept");
        };
    }

    private static Bytes id(Address account) {
        return Wire.account(account).orElseThrow();
    }

    @Override
    public State decode(Bytes bytes) {
        try {
            var parts = new Parts(bytes);
            return switch (parts.next(1).at(0)) {
                case NEWCOMER -> new Serving.Newcomer();
                case WAITING -> new Serving.Waiting(parts.account());
                case FREE -> new Serving.Free(parts.pairId());
                case PENDING ->
                    new Serving.Pending(
                            parts.pairId(),
                            parts.pairId(),
                            parts.account(),
                            parts.next(HASH),
                            parts.next(Long.BYTES).buffer().getLong());
                default -> throw none();
            };
        } catch (IndexOutOfBoundsException e) {
            throw none();
        }
    }

    private static Fault none() {
        return new Fault(
                Fault.Category.HUB_FAULT, "bad-state", "What was kept of a conversation is none of its states.");
    }

    /** What is still to be read. */
    private static final class Parts {

        private Bytes rest;

        Parts(Bytes all) {
            this.rest = all;
        }

        Bytes next(int size) {
            Bytes part = rest.slice(0, size);
            rest = rest.from(size);
            return part;
        }

        PairId pairId() {
            return PairId.of(next(PairId.SIZE));
        }

        Address account() {
            return new Address(Wire.uuid(next(UUID_SIZE)).toString());
        }
    }
}
