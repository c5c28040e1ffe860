package org.handfast.cli.device.qr;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A device of QR connections. */
@Command(
        name = "qr",
        description = "Connect with another device by codes that both show each other; a hub signs that they may.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RegisterCommand.class,
            ShowCommand.class,
            ScanCommand.class,
            KeyCommand.class,
            AnswerCommand.class,
            InitiateCommand.class,
            ConfirmCommand.class,
            CompareCommand.class,
            ConnectionsCommand.class,
            SendCommand.class,
            LocateCommand.class,
            ListenCommand.class,
            SyncCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            BreakCommand.class,
            StatusCommand.class
        },
        footer = {
            "",
            "Two people at two terminals: 'show' here, 'scan' there. The same in single steps, for scripts: 'key' here,",
            "'answer' there, 'initiate' here, 'confirm' there, 'sync' here."
        })
public final class QrCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}
