package org.handfast.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts Payara as the hub's launcher does, with no application. */
public final class BarePayara {

    static final String READY = "bare Payara is ready";

    private BarePayara() {}

    /** The unpacked server and a fresh copy of its domain. */
    public static void main(String[] arguments) throws Exception {
        Path payara = Path.of(arguments[0]);
        System.setProperty(
                "fish.payara.micro.BootJar",
                payara.resolve("launch-micro.jar").toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", payara.toString());
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Class.forName("fish.payara.micro.impl.PayaraMicroImpl")
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {
                    "--rootdir", arguments[1], "--port", Integer.toString(port), "--nohazelcast", "--disablephonehome"
                });
        out.println(READY);
    }
}
