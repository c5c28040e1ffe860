package org.handfast.cli.admin;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;

/** Lists plugins. */
@Command(name = "plugins", description = "List the plugins.", mixinStandardHelpOptions = true)
final class PluginsCommand extends AdminBase implements Callable<Integer> {

    @Override
    public Integer call() {
        JsonNode plugins = api().get("plugins");
        print(plugins, () -> {
            var table = new Table("NAME", "VERSION", "STATE", "DETAIL");
            for (JsonNode p : plugins.path("items")) {
                table.row(text(p, "name"), text(p, "version"), text(p, "state"), text(p, "detail"));
            }
            out().print(table);
        });
        return ExitCode.OK.number();
    }
}
