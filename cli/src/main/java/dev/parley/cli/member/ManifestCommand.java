// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.member;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.members.ManifestFile;
import dev.parley.members.ManifestPlan;
import dev.parley.members.ManifestText;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley manifest}: signs who belongs to a federation, or shows what was signed. */
@Command(name = "manifest", description = "Sign who belongs to a federation, or show a manifest.")
public final class ManifestCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The founder's manifest.yaml; a commented example is in docs/.")
  private @Nullable Path config;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the manifest; over one of a lower epoch only.")
  private @Nullable Path out;

  @Option(names = "--show", paramLabel = "FILE", description = "Show a manifest, and end.")
  private @Nullable Path show;

  private final Terminal terminal;

  public ManifestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (show != null && config == null && out == null) {
      print(ManifestFile.read(show));
    } else if (show == null && config != null && out != null) {
      print(ManifestFile.issue(ManifestPlan.read(config), out));
    } else {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "A manifest is either made, from --config into --out, or shown, with --show",
          "Run: ./parley manifest --help");
    }
    return ExitCode.SUCCESS;
  }

  private void print(Manifest manifest) {
    ManifestText.of(manifest, Instant.now()).forEach(terminal.out()::println);
  }
}
