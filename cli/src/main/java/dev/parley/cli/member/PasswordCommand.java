// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.member;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley password}: the hash of a password, for gateway.yaml. */
@Command(
    name = "password",
    description = "Hash the password of a gateway's user, for the file that gateway.yaml names.")
public final class PasswordCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 1024;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "Where the password is: a file that only its owner may read.")
  private Path file = Path.of("");

  private final Terminal terminal;

  public PasswordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String password = SecretFile.readText(file);
    if (password.isEmpty() || password.length() > MOST_CHARACTERS) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The file %s has no password that a user could log in with".formatted(file),
          "Write one of 1 to %d characters into it.".formatted(MOST_CHARACTERS));
    }
    terminal.out().println(PasswordHash.of(password, new SecureRandom()).text());
    return ExitCode.SUCCESS;
  }
}
