// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.member;

import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.crypto.manifest.PublicFile;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.keys.MemberKeys;
import dev.parley.members.KeyFiles;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley keygen}: makes the keys of a node, an analyst or a founder. */
@Command(name = "keygen", description = "Make the keys of a node, an analyst or a founder.")
public final class KeygenCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write NAME.keys and NAME.public; never over a file.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "For example the member's name, and a number once it has had keys before.")
  private String name = "";

  @Option(
      names = "--bits",
      paramLabel = "N",
      description = "Bits of the Paillier key; at least 2048. Default: 3072.")
  private int bits = 3072;

  private final Terminal terminal;

  public KeygenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (bits < PaillierKey.MIN_MODULUS_BITS
        || bits > PaillierKey.MAX_MODULUS_BITS
        || bits % 8 != 0) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "A Paillier key of %d bits cannot be made".formatted(bits),
          "Use a multiple of 8 from %d to %d."
              .formatted(PaillierKey.MIN_MODULUS_BITS, PaillierKey.MAX_MODULUS_BITS));
    }
    PublicFile made = KeyFiles.write(out, name, MemberKeys.generate(bits, new SecureRandom()));
    terminal.out().println("private      " + out.resolve(name + ".keys"));
    terminal.out().println("public       " + out.resolve(name + ".public"));
    terminal.out().println("fingerprint  " + made.keys().id().spoken());
    terminal.out().println("signing key  " + made.keys().signing().hex());
    terminal.say(
        "Keep the private file; hand the public one to the founder, and compare fingerprints"
            + " by telephone. A founder's signing key is what members pin as 'founder'.");
    return ExitCode.SUCCESS;
  }
}
