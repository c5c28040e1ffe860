package org.handfast.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A PostgreSQL server of a test's own, in a temporary folder, reachable from this machine only. */
final class Postgres {

    private final Path programs;
    private final String folder;
    private final int port;

    private Postgres(Path programs, String folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** True if there is one to start. */
    static boolean installed() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Postgres start() throws IOException, InterruptedException {
        String folder = run("mktemp", "-d", "/tmp/handfast-postgres-XXXXXX").strip();
        var server = new Postgres(programs().orElseThrow(), folder, freePort());
        server.program("initdb", "--auth=trust", "--username=hub", "--encoding=UTF8", "--locale=C", "--no-sync");
        String options = "-F -p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        server.program("pg_ctl", "start", "-w", "-l", folder + "/log", "-o", options);
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    JdbcConnectionPool pool() {
        var dataSource = new PGConnectionPoolDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName("postgres");
        dataSource.setUser("hub");
        return JdbcConnectionPool.create(dataSource);
    }

    void stop() throws IOException, InterruptedException {
        program("pg_ctl", "stop", "-w", "-m", "immediate");
        run("rm", "-r", folder);
    }

    private void program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> where = List.of(programs.resolve(name).toString(), "-D", folder + "/data");
        run(Stream.concat(where.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Runs a command, as the user {@code postgres} if this is root, whom PostgreSQL does not serve. */
    private static String run(String... command) throws IOException, InterruptedException {
        String line = Stream.of(command).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        List<String> shell = System.getProperty("user.name").equals("root")
                ? List.of("su", "postgres", "-s", "/bin/sh", "-c", line)
                : List.of("/bin/sh", "-c", line);
        Process process = new ProcessBuilder(shell)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + ": " + output);
        }
        return output;
    }
}
