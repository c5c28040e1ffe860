package org.handfast.cli.device.chat;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;

/** What was written down, read back; anything else is an {@link IllegalArgumentException}. */
record Kept(Json.Members members) {

    String text(String name) {
        return members.text(name).orElseThrow(() -> damaged(name));
    }

    Bytes bytes(String name) {
        return Bytes.b64u(text(name)).orElseThrow(() -> damaged(name));
    }

    Key key(String name, Key.Algorithm algorithm) {
        return new Key(algorithm, bytes(name));
    }

    Optional<Kept> find(String name) {
        return members.members(name).map(Kept::new);
    }

    List<String> texts(String name) {
        if (!(members.values().get(name) instanceof Json.Items items)) {
            throw damaged(name);
        }
        return items.values().stream()
                .map(item -> {
                    if (item instanceof Json.Text text) {
                        return text.value();
                    }
                    throw damaged(name);
                })
                .toList();
    }

    private static IllegalArgumentException damaged(String name) {
        return new IllegalArgumentException("'" + name + "' is not what it should be");
    }
}
