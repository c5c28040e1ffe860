package org.handfast.bench.qr;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The rows of a connection, of the sizes that they have: those of initiate in a transaction, those of confirm in another. */
final class ConnectionRows implements RowWriter {

    private static final AtomicLong ARRIVALS = new AtomicLong();
    private static final String ENTRIES_OF_INITIATE = "e".repeat(700);
    private static final String ENTRIES_OF_CONFIRM = "e".repeat(1_700);
    private static final String TIMER = "{\"expiry\":\"2026-01-01T00:00:00.000000Z\"}";
    private static final String FACTS = "{\"connection\":\"00000000-0000-4000-8000-000000000000\"}";
    private static final byte[] MESSAGE = "m".repeat(220).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int PENDING = 97;
    private static final int USED = 53;
    private static final int FINGERPRINTS = 352;
    private static final int ID = 16;

    private final Drawn drawn;
    private final List<Holder> accounts = new ArrayList<>();
    private int at;

    /** An account, and how many addresses it has. */
    private static final class Holder {
        private final UUID device;
        private final String account;
        private int addresses = 1;

        Holder(UUID device, String account) {
            this.device = device;
            this.account = account;
        }
    }

    ConnectionRows(long seed, int accounts) {
        this.drawn = new Drawn(seed);
        for (int i = 0; i < accounts; i++) {
            this.accounts.add(new Holder(drawn.uuid(), drawn.uuid().toString()));
        }
    }

    @Override
    public void begin(Sql sql) throws SQLException {
        for (Holder holder : accounts) {
            sql.insertDevice(holder.device, holder.account);
        }
    }

    @Override
    public void once(Transactions transactions) throws Exception {
        Holder a = accounts.get(at);
        at = (at + 1) % accounts.size();
        Holder b = accounts.get(at);
        UUID conversation = drawn.uuid();
        String sender = drawn.pairId();
        String recipient = drawn.pairId();
        transactions.run(sql -> {
            asked(sql, a);
            sql.insertConversation(conversation, sender, drawn.bytes(PENDING), TIMER);
            sql.insertFlight(conversation, sender, ENTRIES_OF_INITIATE);
        });
        transactions.run(sql -> {
            asked(sql, b);
            sql.alias(a.device, sender, a.addresses++);
            sql.alias(b.device, recipient, b.addresses++);
            sql.insertPeering(sender, recipient, "s".repeat(FINGERPRINTS), FACTS);
            sql.insertItem("used", HexFormat.of().parseHex(sender), NOTHING);
            sql.insertItem("used", HexFormat.of().parseHex(recipient), NOTHING);
            sql.insertItem("messages/" + a.account, drawn.bytes(ID), MESSAGE);
            sql.updateConversation(conversation, drawn.bytes(USED), TIMER);
            sql.updateFlight(conversation, ENTRIES_OF_CONFIRM);
            sql.insertAudit(ARRIVALS.incrementAndGet(), drawn.uuid(), "qr-connection:" + sender, "with " + recipient);
        });
    }

    private void asked(Sql sql, Holder by) throws SQLException {
        sql.claim("request/" + by.account, drawn.bytes(ID));
        sql.insertItem("asked/" + by.account, drawn.bytes(ID), NOTHING);
    }
}
