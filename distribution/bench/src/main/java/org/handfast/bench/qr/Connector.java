package org.handfast.bench.qr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Crypto;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;

/** Connects accounts of its own with each other: keys for both ends, initiate, confirm. */
final class Connector implements Worker {

    private final Http http;
    private final Crypto crypto;
    private final List<Account> accounts = new ArrayList<>();
    private int at;
    private @Nullable Planned next;

    /** A connection that is about to be made. */
    private record Planned(Account b, Account.End own, Account.End other, SignedRequest initiate) {}

    Connector(int port, String hubId, Toolkit toolkit, int accounts) throws IOException {
        this.http = new Http(port);
        this.crypto = Toolkits.forOnePairing(toolkit);
        for (int i = 0; i < accounts; i++) {
            this.accounts.add(Account.register(http, hubId, crypto));
        }
    }

    @Override
    public void prepare() {
        Account a = accounts.get(at);
        at = (at + 1) % accounts.size();
        Account.End own = Account.End.create(crypto);
        Account.End other = Account.End.create(crypto);
        next = new Planned(accounts.get(at), own, other, a.initiate(own, other.id(), crypto));
    }

    @Override
    public void go(long due, Latencies latencies) throws IOException {
        Planned planned = Objects.requireNonNull(next);
        String signature = http.ask(planned.initiate()).path("signature").asText();
        latencies.add("initiate", System.nanoTime() - due);
        SignedRequest confirm =
                planned.b().confirm(planned.other(), planned.own().id(), signature, crypto);
        long sent = System.nanoTime();
        if (http.ask(confirm).path("connectionId").asText().isEmpty()) {
            throw new IOException("a connection was not confirmed");
        }
        latencies.add("confirm", System.nanoTime() - sent);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
