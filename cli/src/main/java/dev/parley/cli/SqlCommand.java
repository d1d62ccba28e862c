// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.cli.terminal.Shell;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      description = "Asked for if no PASSWORD follows; others may see one that does.",
      interactive = true,
      arity = "0..1",
      paramLabel = "PASSWORD")
  private String password = "";

  @Option(
      names = "--password-file",
      description = "Reads the password from a file that only its owner may read.",
      paramLabel = "FILE")
  private @Nullable Path passwordFile;

  @Override
  public Integer call() throws IOException {
    Path file = passwordFile;
    return Shell.open(url, user, file == null ? password : SecretFile.readText(file));
  }
}
