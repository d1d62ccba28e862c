// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A settings file, and the secret files that it names, as one thing that changes. What is in them
 * is taken once two looks in a row have found the same, for editors save in steps, and half of a
 * file may allow more than the whole. For one thread.
 *
 * @param <T> what is read from them
 */
public final class WatchedFiles<T> {
  private static final byte[] UNREADABLE = {};
  private static final String NEVER = "";

  private final Supplier<T> reader;
  private final Function<T, List<Path>> naming;
  private List<Path> files;
  private String seen;

  /** What was in the files when they were read last. */
  private String judged = NEVER;

  /**
   * Watches from now on; the first look that finds nothing new reads once more, since the files may
   * have changed after they were read.
   *
   * @param first what was read from the files just now
   * @param naming all files that something was read from
   */
  public WatchedFiles(T first, Supplier<T> reader, Function<T, List<Path>> naming) {
    this.reader = reader;
    this.naming = naming;
    this.files = naming.apply(first);
    this.seen = digest();
  }

  /**
   * Looks.
   *
   * @return what the files say, if that is to be taken now
   * @throws dev.parley.protocol.error.ParleyException what the reader throws, at each look until
   *     the files can be used
   */
  public Optional<T> look() {
    String now = digest();
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || now.equals(judged)) {
      return Optional.empty();
    }
    judged = NEVER;
    T fresh = reader.get();
    List<Path> named = naming.apply(fresh);
    if (!named.equals(files)) {
      // Some were not watched before: what was read of them may be half of it.
      files = named;
      seen = digest();
      return Optional.empty();
    }
    judged = now;
    return Optional.of(fresh);
  }

  private String digest() {
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        byte[] digest = digest(file);
        all.update((byte) digest.length);
        all.update(digest);
      }
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static byte[] digest(Path file) throws NoSuchAlgorithmException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    } catch (IOException e) {
      return UNREADABLE;
    }
  }
}
