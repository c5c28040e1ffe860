package org.handfast.cli.device.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/** The body of an answer that is not long; fails as soon as it is. */
final class SmallBody implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream sofar = new ByteArrayOutputStream();
    private final int longest;
    private @Nullable Subscription subscription;

    /** At most so many bytes. */
    SmallBody(int longest) {
        this.longest = longest;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (sofar.size() + buffer.remaining() > longest) {
                whole.completeExceptionally(new IOException("the answer is too long"));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            sofar.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(sofar.toByteArray());
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }
}
