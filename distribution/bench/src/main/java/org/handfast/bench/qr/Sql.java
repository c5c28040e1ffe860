package org.handfast.bench.qr;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Plain JDBC on the hub's own tables. For one thread. */
final class Sql implements AutoCloseable {

    private static final String PROTOCOL = "'qr-connection'";
    private static final String NOW = "current_timestamp";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    void run(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        if (statement.executeUpdate() != 1) {
            throw new SQLException("nothing came of " + sql);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void claim(String scope, byte[] claimed) throws SQLException {
        run("insert into claim values (" + PROTOCOL + ", ?, ?, " + NOW + ")", scope, claimed);
    }

    void insertItem(String scope, byte[] key, byte[] content) throws SQLException {
        run(
                "insert into item (protocol, scope, item_key, content, since, until) values (" + PROTOCOL
                        + ", ?, ?, ?, " + NOW + ", " + NOW + ")",
                scope,
                key,
                content);
    }

    void updateItem(String scope, byte[] key, byte[] content) throws SQLException {
        run(
                "update item set content = ?, since = " + NOW + ", until = " + NOW
                        + " where scope = ? and item_key = ? and protocol = " + PROTOCOL,
                content,
                scope,
                key);
    }

    void deleteItem(String scope, byte[] key) throws SQLException {
        run("delete from item where scope = ? and item_key = ? and protocol = " + PROTOCOL, scope, key);
    }

    void insertDevice(UUID id, String account) throws SQLException {
        run(
                "insert into device values (?, 'Load', 'load', 'account', 'KNOWN', 'seen for the first time', null, null, "
                        + NOW + ", null, " + NOW + ", 1)",
                id);
        address(id, account, 0);
        run("insert into device_key values (?, 0, " + PROTOCOL + ", 'ED25519', ?)", id, new byte[32]);
        run("insert into device_fact values (?, 0, " + PROTOCOL + ", 'account', 'active')", id);
    }

    void alias(UUID device, String address, int place) throws SQLException {
        run("update device set version = version + 1 where id = ?", device);
        address(device, address, place);
    }

    private void address(UUID device, String address, int place) throws SQLException {
        run("insert into device_address values (" + PROTOCOL + ", ?, ?, ?)", address, device, place);
    }

    void insertConversation(UUID id, String key, byte[] state, String timers) throws SQLException {
        run(
                "insert into conversation values (?, " + PROTOCOL
                        + ", 'connection', ?, ?, ?, 'protocol qr-connection')",
                id,
                key,
                state,
                timers);
    }

    void updateConversation(UUID id, byte[] state, String timers) throws SQLException {
        run("update conversation set state = ?, timers = ? where id = ?", state, timers, id);
    }

    void insertFlight(UUID id, String key, String entries) throws SQLException {
        run(
                "insert into flight values (?, " + PROTOCOL
                        + ", ?, null, '127.0.0.1:40000', 'CONFIRMING', 'Pending', null," + " '', " + NOW
                        + ", null, ?, 0, 1)",
                id,
                "connection/" + key,
                entries);
    }

    void updateFlight(UUID id, String entries) throws SQLException {
        run(
                "update flight set phase = 'ESTABLISHED', label = 'Used', entries = ?, messages_out = 2 where id = ?",
                entries,
                id);
    }

    void insertPeering(String a, String b, String shown, String facts) throws SQLException {
        run(
                "insert into peering values (" + PROTOCOL + ", ?, ?, true, 'ESTABLISHED', ?, ?, " + NOW + ", null, 1)",
                a,
                b,
                shown,
                facts);
    }

    void insertAudit(long arrival, UUID id, String subject, String detail) throws SQLException {
        run(
                "insert into audit values (?, ?, " + NOW
                        + ", 'protocol qr-connection', 'peers-paired', ?, ?, null, null)",
                arrival,
                id,
                subject,
                detail);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
