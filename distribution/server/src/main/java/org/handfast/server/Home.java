package org.handfast.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the parts of the server lie, as the bundle has them.
 *
 * @param folder the bundle
 */
record Home(Path folder) {

    /** The bundle that the script says it belongs to. */
    static Home find(Map<String, String> environment) {
        var home = new Home(Path.of(environment.getOrDefault("HANDFAST_HOME", "."))
                .toAbsolutePath()
                .normalize());
        if (!Files.isReadable(home.war())) {
            throw new Exit(
                    Exit.Code.FAILED,
                    "there is no server in " + home.folder()
                            + "; start it with the script 'handfast' that came with it");
        }
        return home;
    }

    /** Payara: its launcher, its jars and a pristine domain. */
    Path payara() {
        return folder.resolve("payara");
    }

    /** The hub as a web application. */
    Path war() {
        return folder.resolve("app").resolve("ROOT.war");
    }

    /** The plugins that come with it. */
    Path plugins() {
        return folder.resolve("plugins");
    }
}
