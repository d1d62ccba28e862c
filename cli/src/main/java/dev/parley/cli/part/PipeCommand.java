// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.Terminal;
import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.settings.tls.TlsDoubts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley pipe}. */
@Command(name = "pipe", description = "Run the pipe: buckets behind a guard.")
public final class PipeCommand extends PartCommand {

  public PipeCommand(Terminal terminal) {
    super(terminal);
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
