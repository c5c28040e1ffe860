package org.handfast.plugin.chat.device;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Somebody whom the person at this end trusts.
 *
 * @param identity of it
 * @param key that hashes to the identity
 * @param name as the person at this end calls it
 */
public record Contact(Identity identity, Key key, String name) {

    private static final Pattern LINE = Pattern.compile("chat:([a-z2-7]{52}):([A-Za-z0-9_-]{43}):([!-~]*)");

    /** Under another name. */
    public Contact named(String name) {
        return new Contact(identity, key, Introduction.of(name, "person").name());
    }

    /** The line by which it is handed over. */
    public String line() {
        return "chat:" + identity + ":" + key.bytes().b64u() + ":"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Reads such a line, as a person pasted it.
     *
     * @throws Fault OPERATOR_INPUT with what is wrong with it and what to do
     */
    public static Contact of(String line, Crypto crypto) {
        Matcher matcher = LINE.matcher(line.replaceAll("\\s", ""));
        if (!matcher.matches()) {
            throw wrong("no-identity-line", "This is no identity line: it begins with 'chat:' and stands on one line.");
        }
        Identity identity = Identity.parse(matcher.group(1))
                .orElseThrow(
                        () -> wrong("no-identity-line", "The identity in this line cannot be one: copy all of it."));
        Key key = Bytes.b64u(matcher.group(2))
                .map(bytes -> new Key(Key.Algorithm.X25519, bytes))
                .filter(k -> crypto.canonical(k).equals(Optional.of(k))
                        && Identity.of(k, crypto).equals(identity))
                .orElseThrow(() -> wrong(
                        "wrong-key",
                        "The key in this line is not that of its identity: part of it was changed or lost."));
        return new Contact(identity, key, name(matcher.group(3)));
    }

    private static String name(String encoded) {
        try {
            String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            return name.isEmpty() ? "" : Introduction.of(name, "person").name();
        } catch (IllegalArgumentException e) {
            throw wrong("bad-name", "The name at the end of this line is not encoded as it should be: copy all of it.");
        }
    }

    private static Fault wrong(String code, String sentence) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, sentence);
    }
}
