// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.actionhost.deploy.DeploySettings;
import dev.parley.actionhost.deploy.MergeDeployment;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.testkit.federation.MergeJar;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley deploy}: the merge action on an OpenWhisk. */
@Command(name = "deploy", description = "Put the merge action onto an OpenWhisk.")
public final class DeployCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings file; a commented example is in docs/examples.")
  private Path config = Path.of("");

  @ArgGroup private Instead instead = new Instead();

  private final Terminal terminal;

  /** What to do instead of deploying. */
  static final class Instead {
    @Option(names = "--check", description = "Say what differs from the settings, and end.")
    private boolean check;

    @Option(names = "--remove", description = "Remove the action and its package.")
    private boolean remove;
  }

  /** Prints to {@code terminal}. */
  public DeployCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DeploySettings settings = DeploySettings.read(config);
    try (MergeJar jar = MergeJar.unpack()) {
      MergeDeployment merge = new MergeDeployment(settings, jar.file());
      if (instead.remove) {
        merge.remove();
        terminal.out().println("Removed parley/merge from " + settings.apiHost());
        return ExitCode.SUCCESS;
      }
      if (!instead.check) {
        merge.deploy();
      }
      return report(settings, merge.differences());
    }
  }

  private int report(DeploySettings settings, List<String> differences) {
    differences.forEach(difference -> terminal.out().println("differs: " + difference));
    if (differences.isEmpty()) {
      terminal.out().println("parley/merge is deployed at " + settings.apiHost());
    }
    return differences.isEmpty() ? ExitCode.SUCCESS : ExitCode.QUERY_FAILED;
  }
}
