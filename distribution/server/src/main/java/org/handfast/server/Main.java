package org.handfast.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.settings.SettingsCheck;

/** Starts a hub in the foreground. Ends with the hub. */
public final class Main {

    private static final String PREFIX = "handfast.";

    private Main() {}

    /** {@code start [--data DIR] [--set key=value]…}. */
    public static void main(String[] arguments) {
        // Before Payara sets preferIPv4Stack: the device side speaks IPv6 too.
        InetAddress.getLoopbackAddress();
        PrintStream err = System.err;
        try {
            start(arguments, System.getenv());
        } catch (Exit e) {
            err.println("handfast: " + e.getMessage());
            StartCache.fallSilent();
            Runtime.getRuntime().halt(e.code());
        } catch (Exception | LinkageError e) {
            err.println("handfast: the hub did not start: " + e);
            StartCache.fallSilent();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void start(String[] arguments, Map<String, String> environment) throws Exception {
        long begun = System.nanoTime();
        Home home = Home.find(environment);
        Options options = Options.parse(arguments, environment);
        List<Declared> declared = ShippedPlugins.declared(home.plugins());
        HubSettings settings = new SettingsSources(new SettingsCheck(declared)).read(options, environment);
        DataFolder data = DataFolder.take(options.data());
        RunFile.delete(data.run());
        int port = AdminPort.choose(settings);
        DevicePorts.requireFree(settings, declared);
        System.out.println("Handfast is starting…");
        properties(settings, home, data).forEach((name, value) -> System.setProperty(PREFIX + name, value));
        new PayaraServer(home, data).start(settings, port);

        URI console = URI.create("http://" + host(settings.adminHost()) + ":" + port + "/");
        var api = new LocalApi(console, data.run().resolve("admin.token"));
        JsonNode hub = hub(api, data);
        RunFile.write(data.run(), console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RunFile.delete(data.run())));
        boolean tls = !settings.of(HubSetting.HTTP_TLS_CERTIFICATE).isEmpty();
        greet(console, hub, api, data, tls, (System.nanoTime() - begun) / 1_000_000);
        StartCache.keep();
    }

    /** The hub's own account of itself. A deployment that failed leaves Payara running, and nobody to answer. */
    private static JsonNode hub(LocalApi api, DataFolder data) {
        try {
            return api.get("hub");
        } catch (IOException e) {
            throw new Exit(
                    Exit.Code.FAILED,
                    "the hub did not start (" + e.getMessage() + "); its log says why: " + data.log());
        }
    }

    /** The settings as the application reads them, and where it finds things. */
    private static Map<String, String> properties(HubSettings settings, Home home, DataFolder data) {
        Map<String, String> all = new HashMap<>(settings.values());
        if (settings.of(HubSetting.DATABASE_URL).isEmpty()) {
            all.put(
                    HubSetting.DATABASE_URL.key(),
                    "jdbc:h2:file:async:" + data.database()
                            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=128");
        }
        all.put("data", data.path().toString());
        all.put("shipped-plugins", home.plugins().toString());
        return all;
    }

    private static String host(String bound) {
        return bound.equals("0.0.0.0") || bound.equals("::")
                ? "127.0.0.1"
                : bound.contains(":") ? "[" + bound + "]" : bound;
    }

    private static void greet(URI console, JsonNode hub, LocalApi api, DataFolder data, boolean tls, long millis)
            throws IOException {
        var out = new StringBuilder();
        out.append("Handfast ")
                .append(hub.path("version").asText())
                .append(" is ready (")
                .append(millis / 1000);
        out.append('.').append(millis / 100 % 10).append(" s).\n\n");
        out.append("  Console             ").append(console).append('\n');
        // A protocol may listen on a port for more than one thing.
        Set<String> ports = new LinkedHashSet<>();
        for (JsonNode listener : hub.path("listeners")) {
            ports.add(String.format(
                    "  %-19s port %d%n",
                    listener.path("title").asText(), listener.path("port").asInt()));
        }
        ports.forEach(out::append);
        out.append("  Data                ").append(data.path()).append('\n');
        out.append(FailedPlugins.told(api.get("plugins")));
        if (!api.get("session").path("setUp").asBoolean()) {
            JsonNode link = api.post("setup/link");
            out.append("\nOpen this link once, within half an hour, to choose the administrator's password:\n\n  ")
                    .append(link.path("url").asText())
                    .append('\n');
        }
        out.append(FirstSteps.told(hub.path("listeners"), tls));
        out.append("\nCtrl-C stops the hub.\n");
        System.out.print(out);
        System.out.flush();
    }
}
