// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that changes while it is in use: its file is read again whenever it has changed. One
 * line of the file is one secret. While a secret is replaced there may be two lines, so that those
 * who show it and those who check it need not change at the same moment.
 *
 * <p>Who shows a secret begins with the first, and goes on to the other when that is refused. A
 * file that cannot be used leaves the former secrets in use here: whether they still open anything
 * is decided by who checks them, and not by who shows them.
 */
public final class RotatingSecret {
  private static final Logger log = LoggerFactory.getLogger(RotatingSecret.class);
  private static final int MOST = 2;

  private final @Nullable Path file;
  private final Consumer<String> check;
  private FileStamp stamp;
  private List<String> secrets;
  private int used;
  private boolean faulty;

  private RotatingSecret(@Nullable Path file, List<String> secrets, Consumer<String> check) {
    this.file = file;
    this.check = check;
    this.stamp = file == null ? FileStamp.NONE : FileStamp.of(file);
    this.secrets = secrets;
  }

  /** A secret that does not change. */
  public static RotatingSecret of(String secret) {
    return new RotatingSecret(null, List.of(secret), any -> {});
  }

  /**
   * Reads a file for the first time.
   *
   * @param check throws {@link IllegalArgumentException} for a secret that cannot be used; its
   *     message must not repeat the secret
   * @throws IllegalArgumentException if it cannot be read, has no line or more than two, or may be
   *     read by others
   */
  public static RotatingSecret read(Path file, Consumer<String> check) {
    // The stamp is taken before the lines, so that what changes in between is read again.
    RotatingSecret secret = new RotatingSecret(file, List.of(), check);
    secret.secrets = lines(file, check);
    return secret;
  }

  /** Returns the secret to show now. */
  public synchronized String now() {
    if (file != null && !FileStamp.of(file).equals(stamp)) {
      reread(file);
    }
    return secrets.get(used);
  }

  /** Returns all secrets, as they were read last; unmodifiable. */
  public synchronized List<String> all() {
    return secrets;
  }

  /** Returns the file, if there is one. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * Notes that {@code shown} was refused, and looks for another.
   *
   * @return whether {@link #now} is another by now, with which to try again
   */
  public synchronized boolean refused(String shown) {
    if (file != null) {
      reread(file);
    }
    if (secrets.get(used).equals(shown)) {
      used = (used + 1) % secrets.size();
    }
    return !secrets.get(used).equals(shown);
  }

  private void reread(Path from) {
    stamp = FileStamp.of(from);
    try {
      List<String> fresh = lines(from, check);
      if (!fresh.equals(secrets)) {
        secrets = fresh;
        used = 0;
        log.info("read secret again file={} secrets={}", from, fresh.size());
      }
      faulty = false;
    } catch (IllegalArgumentException e) {
      if (!faulty) {
        log.warn("kept the secret as it was: {}", e.getMessage());
      }
      faulty = true;
    }
  }

  private static List<String> lines(Path file, Consumer<String> check) {
    String text;
    try {
      text = SecretFile.readText(file);
    } catch (ParleyException e) {
      throw new IllegalArgumentException(e.fact(), e);
    }
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty() || lines.size() > MOST) {
      throw new IllegalArgumentException(
          lines.isEmpty()
              ? "the file is empty"
              : "want one secret in the file, or two in two lines, the newer one first");
    }
    lines.forEach(check);
    return lines;
  }

  @Override
  public String toString() {
    return "RotatingSecret[withheld]";
  }
}
