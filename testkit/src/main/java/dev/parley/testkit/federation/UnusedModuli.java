// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.keys.MemberKeys;
import dev.parley.keys.PaillierPrivateKey;
import dev.parley.members.KeyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paillier keys of those who never use theirs: owners and founders, of whose keys the other two
 * count. Many federations in a row may have the same, where the system property {@value #FOLDER}
 * says so; making them takes longer than most tests.
 */
final class UnusedModuli {
  static final String FOLDER = "parley.testkit.moduli";

  private final Optional<Path> folder;
  private final int bits;

  private UnusedModuli(@Nullable String folder, int bits) {
    this.folder = Optional.ofNullable(folder).map(Path::of);
    this.bits = bits;
  }

  static UnusedModuli ofJvm(int bits) {
    return new UnusedModuli(System.getProperty(FOLDER), bits);
  }

  /** Returns the key of that number, which differs from those of all others. */
  PaillierPrivateKey get(int number) {
    return folder
        .map(kept -> kept(kept, bits + "-" + number))
        .orElseGet(() -> PaillierPrivateKey.generate(bits));
  }

  /** Other processes may keep keys there, too. */
  private PaillierPrivateKey kept(Path kept, String name) {
    Path keys = kept.resolve(name);
    if (!Files.exists(keys)) {
      Path made = kept.resolve(name + "-" + ProcessHandle.current().pid());
      KeyFiles.write(made, name, MemberKeys.generate(bits, new SecureRandom()));
      try {
        Files.move(made, keys);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        return KeyFiles.read(made.resolve(name + ".keys")).paillier();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot keep " + keys, e);
      }
    }
    return KeyFiles.read(keys.resolve(name + ".keys")).paillier();
  }
}
