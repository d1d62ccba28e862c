// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.cli.terminal.Terminal;
import dev.parley.settings.tls.TlsDoubts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley actions}. */
@Command(name = "actions", description = "Run an action host for one machine.")
public final class ActionsCommand extends PartCommand {

  public ActionsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String check(Path file) {
    ActionHostSettings settings = ActionHostSettings.read(file);
    return "Action host of namespace " + settings.namespace() + ", " + settings.listen().describe();
  }

  @Override
  List<String> doubts(Path file) {
    return TlsDoubts.ofListener(ActionHostSettings.read(file).listen(), Instant.now());
  }

  @Override
  Started start(Path file) {
    ActionHost host = ActionHost.start(ActionHostSettings.read(file));
    return new Started(host.apiHost().toString(), host);
  }
}
