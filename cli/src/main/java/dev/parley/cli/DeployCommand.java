// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.actionhost.deploy.DeploySettings;
import dev.parley.actionhost.deploy.MergeDeployment;
import dev.parley.actionhost.deploy.ProbeReport;
import dev.parley.cli.output.ErrorLine;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.testkit.federation.MergeJar;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code parley deploy}: the merge action on an OpenWhisk, and a probe that tries the way from it.
 */
@Command(
    name = "deploy",
    description = "Put the merge action onto an OpenWhisk, and try what it will find there.")
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
    @Option(
        names = "--check",
        description = "Change nothing; say what differs, and have the probe try again.")
    private boolean check;

    @Option(names = "--remove", description = "Remove the actions and their package.")
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
        terminal.out().println("Removed parley/merge and parley/probe from " + settings.apiHost());
        return ExitCode.SUCCESS;
      }
      if (!instead.check) {
        merge.deploy();
      }
      return report(settings, merge);
    }
  }

  private int report(DeploySettings settings, MergeDeployment merge) {
    List<String> differences = merge.differences();
    differences.forEach(difference -> terminal.out().println("differs: " + difference));
    if (!differences.isEmpty()) {
      return ExitCode.BROKEN;
    }
    terminal.out().println("parley/merge is deployed at " + settings.apiHost());
    ProbeReport report = merge.probe();
    report.findings().forEach(finding -> terminal.out().println("probe: " + finding));
    report.faults().forEach(fault -> terminal.say(ErrorLine.of(fault)));
    return report.faults().isEmpty() ? ExitCode.SUCCESS : ExitCode.BROKEN;
  }
}
