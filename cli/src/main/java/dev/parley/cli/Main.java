// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.cli.demo.DemoCommand;
import dev.parley.cli.member.KeygenCommand;
import dev.parley.cli.member.ManifestCommand;
import dev.parley.cli.member.PasswordCommand;
import dev.parley.cli.output.ErrorLine;
import dev.parley.cli.part.ActionsCommand;
import dev.parley.cli.part.GatewayCommand;
import dev.parley.cli.part.NodeCommand;
import dev.parley.cli.part.PipeCommand;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The parley command. */
@Command(
    name = "parley",
    description = "Private analytics over databases that will not be pooled.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "Parley 0.1.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      GatewayCommand.class,
      NodeCommand.class,
      PipeCommand.class,
      ActionsCommand.class,
      DeployCommand.class,
      KeygenCommand.class,
      ManifestCommand.class,
      PasswordCommand.class,
      SqlCommand.class,
      BenchCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:a query failed",
      "2:wrong usage or configuration",
      "3:could not start"
    })
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs the command of this process. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs a command, and returns its exit status. */
  public static int run(Terminal terminal, String... arguments) {
    CommandLine commandLine = new CommandLine(new Main(), new Commands(terminal));
    commandLine.setOut(terminal.out());
    commandLine.setErr(terminal.err());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // A password or a query may begin with an @, and is not the name of a file then.
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler((e, unused) -> usage(terminal, e));
    commandLine.setExecutionExceptionHandler((e, unused, result) -> failure(terminal, e));
    if (arguments.length == 0) {
      commandLine.usage(terminal.err());
      return ExitCode.WRONG_USAGE;
    }
    return commandLine.execute(arguments);
  }

  private static int usage(Terminal terminal, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.say(
        "F0000 P0501 %s | Run: ./%s --help"
            .formatted(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "), command));
    return ExitCode.WRONG_USAGE;
  }

  /** A file or folder that cannot be read or written; its name is in one of the messages. */
  private static ParleyException unusable(Exception e, @Nullable IOException cause) {
    String fact = String.valueOf(e.getMessage());
    if (cause != null) {
      fact += ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
    return new ParleyException(
        ErrorCode.CANNOT_START, fact, "Check that files and folders can be read and written.");
  }

  private static int failure(Terminal terminal, Exception e) {
    if (e instanceof ParleyException known) {
      terminal.say(ErrorLine.of(known));
      return ExitCode.of(known);
    }
    IOException io = e instanceof UncheckedIOException u ? u.getCause() : null;
    if (io != null || e instanceof IOException) {
      log.debug("failed", e);
      terminal.say(ErrorLine.of(unusable(e, io)));
      return ExitCode.NOT_STARTED;
    }
    log.error("failed", e);
    terminal.say("XX000 P0901 Parley met an unexpected error | Look at the lines before this one.");
    return ExitCode.NOT_STARTED;
  }
}
