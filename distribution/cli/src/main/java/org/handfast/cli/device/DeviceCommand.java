package org.handfast.cli.device;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import org.handfast.cli.device.chat.ChatCommand;
import org.handfast.cli.device.code.CodeCommand;
import org.handfast.cli.device.qr.QrCommand;
import org.handfast.cli.device.relay.RelayCommand;

/** Be a device. */
@Command(
        name = "device",
        description = "Be a device: pair with a hub, or with another device, for real.",
        mixinStandardHelpOptions = true,
        subcommands = {DirectTcpCommand.class, RelayCommand.class, CodeCommand.class, QrCommand.class, ChatCommand.class
        })
public final class DeviceCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say by which protocol.");
    }
}
