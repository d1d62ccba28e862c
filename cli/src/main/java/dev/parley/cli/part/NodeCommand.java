// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.Terminal;
import dev.parley.node.Node;
import dev.parley.node.config.NodeSettings;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code parley node}. */
@Command(name = "node", description = "Run an owner's node.")
public final class NodeCommand extends PartCommand {

  public NodeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String check(Path file) {
    NodeSettings settings = NodeSettings.read(file);
    Node.check(settings);
    return "Node %s of federation %s: settings, policy and database fit together"
        .formatted(settings.node(), settings.federation());
  }

  @Override
  Started start(Path file) {
    NodeSettings settings = NodeSettings.read(file);
    return new Started(settings.node().value(), Node.start(settings));
  }
}
