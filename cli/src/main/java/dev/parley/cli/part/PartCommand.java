// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.StopSignal;
import dev.parley.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What the commands that run one part have in common; the part itself is a function. */
abstract sealed class PartCommand implements Callable<Integer>
    permits ActionsCommand, GatewayCommand, NodeCommand, PipeCommand {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings file; commented examples are in docs/.")
  private Path config = Path.of("");

  @Option(names = "--check", description = "Check the settings, say what they mean, and end.")
  private boolean checkOnly;

  private final Terminal terminal;

  PartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A part that has started. */
  record Started(String address, AutoCloseable part) {}

  /** The settings file. */
  final Path config() {
    return config;
  }

  /** Reads the settings, and returns a line or more for people about what they mean. */
  abstract String check(Path file);

  /** Returns what settings allow and may be a mistake: a sentence each. */
  abstract List<String> doubts(Path file);

  /** Starts the part. */
  abstract Started start(Path file);

  @Override
  public Integer call() throws Exception {
    if (checkOnly) {
      terminal.out().println(check(config));
      doubts(config).forEach(doubt -> terminal.out().println("doubt: " + doubt));
      return ExitCode.SUCCESS;
    }
    try (StopSignal signal = StopSignal.ofProcess()) {
      Started started = start(config);
      signal.closing(started.part());
      terminal.out().println("READY " + started.address());
      terminal.out().flush();
      signal.await();
    }
    return ExitCode.SUCCESS;
  }
}
