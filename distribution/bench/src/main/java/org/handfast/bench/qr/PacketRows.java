package org.handfast.bench.qr;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The rows of syncs, of the sizes that they have, a transaction for each sync. */
final class PacketRows implements RowWriter {

    private static final int ID = 16;
    private static final int PACE = 16;
    private static final int KNOWN = 41;
    private static final int QUEUED = 24;
    private static final int STATUS = 45;
    private static final String STATUSES = "statuses/";
    private static final String PACKETS = "packets/";

    private final Drawn drawn;
    private final int batch;
    private final Side[] sides;
    private int turn;

    /** One end of a connection: what waits for it, what it was handed, and what it is to be told. */
    private static final class Side {
        private final String own;
        private final String account;
        private List<Stored> waiting = new ArrayList<>();
        private List<Stored> handed = new ArrayList<>();
        private List<byte[]> statuses = new ArrayList<>();

        Side(String own, String account) {
            this.own = own;
            this.account = account;
        }
    }

    /** A packet, by the keys of its rows. */
    private record Stored(byte[] id, byte[] queued, byte[] expiry) {}

    PacketRows(long seed, int pairs, int batch) {
        this.drawn = new Drawn(seed);
        this.batch = batch;
        this.sides = new Side[2 * pairs];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = new Side(drawn.pairId(), drawn.uuid().toString());
        }
    }

    @Override
    public void begin(Sql sql) throws SQLException {
        for (Side side : sides) {
            sql.insertItem("pace", HexFormat.of().parseHex(side.own), new byte[PACE]);
        }
    }

    @Override
    public void once(Transactions transactions) throws Exception {
        Side me = sides[turn];
        Side peer = sides[turn ^ 1];
        turn = (turn + 1) % sides.length;
        transactions.run(sql -> sync(sql, me, peer));
    }

    private void sync(Sql sql, Side me, Side peer) throws SQLException {
        sql.claim("request/" + me.account, drawn.bytes(ID));
        for (Stored packet : me.handed) {
            sql.deleteItem(me.own, packet.queued());
            sql.updateItem(PACKETS + me.own, packet.id(), drawn.bytes(KNOWN));
            sql.deleteItem(STATUSES + peer.account, packet.expiry());
            tell(sql, peer);
        }
        for (byte[] status : me.statuses) {
            sql.deleteItem(STATUSES + me.account, status);
        }
        me.statuses = new ArrayList<>();
        for (Stored packet : me.waiting) {
            sql.updateItem(me.own, packet.queued(), drawn.bytes(1 + Syncer.BLOB));
            tell(sql, peer);
        }
        me.handed = me.waiting;
        me.waiting = new ArrayList<>();
        sql.updateItem("pace", HexFormat.of().parseHex(me.own), drawn.bytes(PACE));
        for (int i = 0; i < batch; i++) {
            var packet = new Stored(drawn.bytes(ID), drawn.inTime(QUEUED), drawn.inTime(STATUS));
            sql.insertItem(peer.own, packet.queued(), drawn.bytes(1 + Syncer.BLOB));
            sql.insertItem(PACKETS + peer.own, packet.id(), drawn.bytes(KNOWN));
            sql.insertItem(STATUSES + me.account, packet.expiry(), new byte[1]);
            peer.waiting.add(packet);
        }
    }

    private void tell(Sql sql, Side whom) throws SQLException {
        byte[] status = drawn.inTime(STATUS);
        sql.insertItem(STATUSES + whom.account, status, new byte[1]);
        whom.statuses.add(status);
    }
}
