package org.handfast.plugin.directtcp.wire;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Framing;

/** A frame is the size of its payload as a MessagePack unsigned integer, then the payload. */
public final class LengthFraming implements Framing {

    @Override
    public Extent measure(Bytes head) {
        int mark = head.at(0);
        int width =
                switch (mark) {
                    case Msgpack.U8 -> 1;
                    case Msgpack.U16 -> 2;
                    case Msgpack.U32 -> 4;
                    default -> 0;
                };
        if (width == 0 && mark > Msgpack.MAX_FIXINT) {
            throw Fault.peer("not-a-frame", "The frame does not begin with its length.");
        }
        if (width == 0) {
            return new Extent(1, mark);
        }
        return head.size() <= width ? Extent.MORE : new Extent(1 + width, Msgpack.unsigned(head.slice(1, width)));
    }

    @Override
    public Bytes prefix(int size) {
        return new Msgpack.Writer().unsigned(size).bytes();
    }
}
