package org.handfast.core.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/** Looks all settings over at once, so that whoever mends them mends them once. */
public final class SettingsCheck {

    private static final int FARTHEST = 4;

    private final Collection<Declared> declared;
    private final Set<String> known = new TreeSet<>();

    /** A check that knows the hub's own settings and those of protocols and transports. */
    public SettingsCheck(Collection<Declared> declared) {
        this.declared = declared;
        for (HubSetting setting : HubSetting.values()) {
            known.add(setting.key());
        }
        for (Limit limit : Limit.values()) {
            known.add(Limits.setting(limit));
        }
        for (Declared one : declared) {
            one.settings().forEach(s -> known.add(one.id() + "." + s.name()));
            if (one.port().isPresent()) {
                known.add(one.portSetting());
            }
        }
    }

    /** The names of all settings there are. */
    public Set<String> known() {
        return known;
    }

    /** Everything that is wrong, a sentence each; empty if nothing is. */
    public List<String> problems(HubSettings settings) {
        List<String> problems = new ArrayList<>();
        settings.values().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> problems.add("there is no setting '" + name + "'" + suggestion(name)));
        for (HubSetting setting : HubSetting.values()) {
            settings.find(setting.key()).flatMap(setting::problem).ifPresent(problems::add);
        }
        try {
            Limits.of(knownOnly(settings));
        } catch (Fault e) {
            problems.addAll(List.of(e.detail().split("; ")));
        }
        for (Declared one : declared) {
            problems.addAll(settings.problems(one));
        }
        problems.addAll(sharedPorts(settings));
        if (settings.of(HubSetting.HTTP_TLS_CERTIFICATE).isEmpty()
                != settings.of(HubSetting.HTTP_TLS_KEY).isEmpty()) {
            problems.add("http.tls-certificate and http.tls-key go together: one of them is missing");
        }
        if (settings.of(HubSetting.HTTP_PROXY_PROTOCOL).equals("true")
                && settings.of(HubSetting.HTTP_TRUSTED_PROXIES).isEmpty()) {
            problems.add("http.proxy-protocol needs http.trusted-proxies: nobody else may use it");
        }
        if (!settings.adminIsLocal() && !settings.find("admin.plain-http").equals(Optional.of("allowed"))) {
            problems.add(
                    "admin.host '" + settings.adminHost() + "' would show the console to the network without TLS; put a"
                            + " proxy with TLS before it, or set admin.plain-http=allowed");
        }
        return problems;
    }

    private Map<String, String> knownOnly(HubSettings settings) {
        Map<String, String> values = new HashMap<>(settings.values());
        values.keySet().retainAll(known);
        return values;
    }

    private List<String> sharedPorts(HubSettings settings) {
        Map<String, String> taken = new HashMap<>();
        List<String> problems = new ArrayList<>();
        Map<String, String> ports = new HashMap<>();
        ports.put("admin.port", settings.find("admin.port").orElse(HubSetting.ADMIN_PORT.standard()));
        for (Declared one : declared) {
            one.port()
                    .ifPresent(port -> ports.put(
                            one.portSetting(), settings.find(one.portSetting()).orElse(Integer.toString(port))));
            if (one.http()) {
                ports.put("http.port", settings.of(HubSetting.HTTP_PORT));
            }
        }
        ports.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            String other = entry.getValue().equals("0") ? null : taken.putIfAbsent(entry.getValue(), entry.getKey());
            if (other != null) {
                problems.add(other + " and " + entry.getKey() + " are both " + entry.getValue());
            }
        });
        return problems;
    }

    private String suggestion(String name) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= FARTHEST)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** How many letters must change, come or go (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
