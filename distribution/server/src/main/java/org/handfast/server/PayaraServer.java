package org.handfast.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.handfast.core.settings.HubSettings;

/** Payara Micro, started in this process over a fresh copy of its pristine domain. */
final class PayaraServer {

    private static final String FAILURE = "handfast.failure";
    private static final long LOG_SIZE = 10_000_000;
    private static final int LOGS = 4;
    private static final List<String> LOGGING = List.of(
            "handlers=java.util.logging.ConsoleHandler",
            "java.util.logging.ConsoleHandler.level=ALL",
            "java.util.logging.ConsoleHandler.encoding=UTF-8",
            "java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter",
            "java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n",
            ".level=WARNING",
            // Authorities in Payara's trust store that have expired, at length.
            "javax.enterprise.system.security.ssl.level=SEVERE",
            "jakarta.enterprise.web.level=WARNING",
            // It repeats what the database says, which may quote what was to be written.
            "org.hibernate.engine.jdbc.spi.SqlExceptionHelper.level=OFF",
            "org.handfast.level=INFO");

    private final Home home;
    private final DataFolder data;

    PayaraServer(Home home, DataFolder data) {
        this.home = home;
        this.data = data;
    }

    /**
     * Starts it with the hub in it.
     *
     * @throws Exit FAILED with the hub's own sentence, or Payara's last words
     */
    void start(HubSettings settings, int port) throws Exception {
        Path root = data.run().resolve("payara");
        for (String part : List.of("config", "docroot", "lib")) {
            data.freshCopy(home.payara().resolve(part), "payara/" + part);
        }
        System.setProperty(
                "fish.payara.micro.BootJar",
                home.payara().resolve("launch-micro.jar").toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", home.payara().toString());
        PrintStream console = System.out;
        try {
            // What Payara prints of itself is in the log too.
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            // The log's handler takes what System.err is when Payara starts, and so do exceptions that nobody caught.
            System.setErr(new PrintStream(new RotatingLog(data.log(), LOG_SIZE, LOGS), true, StandardCharsets.UTF_8));
            payara(new String[] {
                "--rootdir",
                root.toString(),
                "--port",
                Integer.toString(port),
                "--nohazelcast",
                "--disablephonehome",
                "--logproperties",
                write("logging.properties", LOGGING).toString(),
                "--prebootcommandfile",
                write("preboot", preBoot(settings)).toString(),
                "--deploy",
                home.war().toString(),
                "--contextroot",
                "/"
            });
        } finally {
            System.setOut(console);
        }
        String failure = System.getProperty(FAILURE);
        if (failure != null) {
            throw new Exit(Exit.Code.FAILED, failure);
        }
    }

    /** By reflection: the class lies in the unpacked server, and in no repository to compile against. */
    private static void payara(String[] arguments) throws Exception {
        Class.forName("fish.payara.micro.impl.PayaraMicroImpl")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    /**
     * Payara's own health, metrics and API pages lie outside the hub's security, so they are off: the hub has its own. Nor does
     * an answer say which version of what made it.
     */
    private static List<String> preBoot(HubSettings settings) {
        return List.of(
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                        + settings.adminHost(),
                "set configs.config.server-config.network-config.protocols.protocol.http-listener.http.server-header=false",
                "set configs.config.server-config.network-config.protocols.protocol.http-listener.http.xpowered-by=false",
                "set configs.config.server-config.microprofile-metrics-configuration.enabled=false",
                "set-microprofile-healthcheck-configuration --enabled=false",
                "set-openapi-configuration --enabled=false");
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(data.run().resolve(name), lines);
    }
}
