// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.bench.Suite;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.LogFile;
import dev.parley.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley bench}: measurements, as ratios in one run. */
@Command(name = "bench", description = "Measure, as ratios in one run.")
public final class BenchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SUITE", description = "statistics, spatial. Default: all.")
  private List<String> suites = new ArrayList<>();

  @Option(names = "--quick", description = "Fewer rows and runs: a minute rather than many.")
  private boolean quick;

  @Option(names = "--out", paramLabel = "DIR", description = "Write the figures there as CSV.")
  private @Nullable Path out;

  private final Terminal terminal;

  public BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    List<Suite> chosen = suites.isEmpty() ? Suite.all() : Suite.named(suites);
    if (out != null) {
      // before minutes of measuring rather than after
      Files.createDirectories(out);
    }
    Suite.Extent extent = quick ? Suite.Extent.QUICK : Suite.Extent.FULL;
    Path log = Files.createTempFile("parley-bench-", ".log");
    terminal.say("The parties log to " + log);
    LogFile redirection = LogFile.appendTo(log);
    try {
      for (Suite suite : chosen) {
        suite.run(extent, terminal::say).print(terminal.out(), out);
      }
    } finally {
      redirection.close();
    }
    Files.delete(log);
    return ExitCode.SUCCESS;
  }
}
