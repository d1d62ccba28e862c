// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.cli.terminal.Shell;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley sql}: sqlline on a gateway. */
@Command(name = "sql", description = "Open sqlline on a gateway.")
public final class SqlCommand implements Callable<Integer> {

  @Parameters(paramLabel = "URL", description = "For example jdbc:parley://127.0.0.1:8765")
  private String url = "";

  @Option(names = "--user", description = "Default: analyst.", paramLabel = "NAME")
  private String user = "analyst";

  @Option(
      names = "--password",
      description = "Asked for if no PASSWORD follows.",
      interactive = true,
      arity = "0..1",
      paramLabel = "PASSWORD")
  private String password = "";

  @Override
  public Integer call() throws IOException {
    return Shell.open(url, user, password);
  }
}
