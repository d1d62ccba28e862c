// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.pipe.guard.OzoneAccess;
import dev.parley.settings.tls.TlsDoubts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley pipe}. */
@Command(name = "pipe", description = "Run the pipe: buckets behind a guard.")
public final class PipeCommand extends PartCommand {
  @Option(
      names = "--ozone-access",
      description =
          "Print what gives each party its rights in an Ozone that checks them itself, and end.")
  private boolean ozoneAccess;

  private final Terminal terminal;

  public PipeCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!ozoneAccess) {
      return super.call();
    }
    OzoneAccess.commands(GuardSettings.read(config())).forEach(terminal.out()::println);
    return ExitCode.SUCCESS;
  }

  @Override
  String check(Path file) {
    GuardSettings settings = GuardSettings.read(file);
    return "Pipe of federation %s for %d gateways and %d nodes, %s"
        .formatted(
            settings.federation(),
            settings.parties().gateways().size(),
            settings.parties().nodes().size(),
            settings.listen().describe());
  }

  @Override
  List<String> doubts(Path file) {
    GuardSettings settings = GuardSettings.read(file);
    Instant now = Instant.now();
    List<String> doubts = new ArrayList<>(TlsDoubts.ofListener(settings.listen(), now));
    if (settings.store() instanceof GuardSettings.Endpoint endpoint) {
      doubts.addAll(TlsDoubts.ofServer("store", endpoint.server(), now));
    }
    return doubts;
  }

  @Override
  Started start(Path file) {
    Guard guard = Guard.start(file);
    return new Started(guard.endpoint().toString(), guard);
  }
}
