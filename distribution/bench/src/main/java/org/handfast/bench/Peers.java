package org.handfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The servers in Node.js. */
public record Peers(Path folder) {

    /** Starts a script; the first time, fetches the packages that are pinned beside it. */
    public Server start(String script, List<String> before) throws IOException {
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            install();
        }
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("node", folder.resolve(script).toString()));
        return Server.start(BareServer.READY, command);
    }

    private void install() throws IOException {
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (npm.onExit().join().exitValue() != 0) {
            throw new IOException("npm could not fetch what " + folder.resolve("package.json") + " names");
        }
    }
}
