package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.util.function.Consumer;

import org.handfast.plugin.libp2p.swarm.Exchange;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/** Asks peers, and tells who answered and who did not. */
final class KadClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Swarm swarm;
    private final Exchange.Terms<KadMessage> terms;
    private final Consumer<Contact> answered;
    private final Consumer<Contact> silent;

    KadClient(Swarm swarm, String protocol, Consumer<Contact> answered, Consumer<Contact> silent) {
        this.swarm = swarm;
        this.terms = new Exchange.Terms<>(protocol, KadMessage.LONGEST, LIMIT, KadMessage::decode);
        this.answered = answered;
        this.silent = silent;
    }

    /** Asks a peer, for 5 seconds at most; one of the two is called, once. */
    void ask(Contact contact, KadMessage request, Consumer<KadMessage> then, Runnable otherwise) {
        Exchange.begin(swarm, contact.peer(), contact.addresses(), request.framed(), terms, new Exchange.Answer<>() {
            @Override
            public void answered(KadMessage answer, PeerStream stream) {
                if (answer.type() == request.type()) {
                    KadClient.this.answered.accept(contact);
                    then.accept(answer.from(stream.remote()));
                } else {
                    failed("the answer is one to another question");
                }
            }

            @Override
            public void failed(String reason) {
                silent.accept(contact);
                otherwise.run();
            }
        });
    }
}
