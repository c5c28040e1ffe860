package org.handfast.core.fake;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.core.link.Wire;

/** A wire that leads nowhere and remembers what it was asked. */
public final class FakeWire implements Wire {

    private final List<String> asked = new ArrayList<>();

    @Override
    public void send(Bytes message) {
        asked.add("send " + message.hex());
    }

    @Override
    public void whenSent(Runnable then) {
        asked.add("when-sent");
    }

    @Override
    public void close() {
        asked.add("close");
    }

    @Override
    public void pause() {
        asked.add("pause");
    }

    @Override
    public void resume() {
        asked.add("resume");
    }

    /** What it was asked, in order. */
    public List<String> asked() {
        return asked;
    }
}
