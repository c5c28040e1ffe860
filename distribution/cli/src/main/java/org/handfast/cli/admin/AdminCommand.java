package org.handfast.cli.admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an administrator does. */
@Command(
        name = "admin",
        description = "Look after the hub, from its own machine and as its own user.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PendingCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            InviteCommand.class,
            JoinCommand.class,
            MessageCommand.class,
            MessagesCommand.class,
            DevicesCommand.class,
            RenameCommand.class,
            BlockCommand.class,
            UnblockCommand.class,
            RevokeCommand.class,
            ForgetCommand.class,
            PeeringsCommand.class,
            RevokePairingCommand.class,
            MailboxesCommand.class,
            RoomsCommand.class,
            ConversationsCommand.class,
            AuditCommand.class,
            PhraseCommand.class,
            CommandCommand.class,
            OffersCommand.class,
            PluginsCommand.class,
            SettingsCommand.class,
            ResetCommand.class
        })
public final class AdminCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}
