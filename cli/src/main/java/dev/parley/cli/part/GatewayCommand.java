// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.Terminal;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.settings.tls.TlsDoubts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley gateway}. */
@Command(name = "gateway", description = "Run an analyst's gateway.")
public final class GatewayCommand extends PartCommand {

  public GatewayCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String check(Path file) {
    GatewaySettings settings = GatewaySettings.read(file);
    Gateway.check(settings);
    return "Gateway of analyst %s in federation %s, %s; pipe at %s, actions at %s"
        .formatted(
            settings.analyst(),
            settings.federation(),
            settings.listen().describe(),
            settings.pipe().endpoint(),
            settings.actions().endpoint());
  }

  @Override
  List<String> doubts(Path file) {
    GatewaySettings settings = GatewaySettings.read(file);
    Instant now = Instant.now();
    List<String> doubts = new ArrayList<>(TlsDoubts.ofListener(settings.listen(), now));
    doubts.addAll(TlsDoubts.ofServer("pipe", settings.pipe().server(), now));
    doubts.addAll(TlsDoubts.ofServer("actions", settings.actions().server(), now));
    return doubts;
  }

  @Override
  Started start(Path file) {
    Gateway gateway = Gateway.start(file);
    return new Started(gateway.url(), gateway);
  }
}
