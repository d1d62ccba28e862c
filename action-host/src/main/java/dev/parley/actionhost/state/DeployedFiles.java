// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is deployed, a text in a file each, which nobody but their owner may read: it holds secrets
 * that are bound to actions.
 *
 * <p>A file is replaced whole or not at all. It begins with a line that has the SHA-256 of its own
 * name and of the text, which tells damage; it is no protection from who may write here.
 */
public final class DeployedFiles {
  private static final Pattern NAME = Pattern.compile("(package|action|trigger|rule)-[0-9a-f]{64}");
  private static final String DRAFT = ".draft";
  private static final String MAGIC = "parley-deployed 1 ";

  private final Path folder;
  private boolean closed;

  /** What a file is about. */
  public enum Kind {
    PACKAGE,
    ACTION,
    TRIGGER,
    RULE;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + "-";
    }
  }

  private DeployedFiles(Path folder) {
    this.folder = folder;
  }

  /** Opens a folder, and sweeps what a killed process had not finished to write. */
  static DeployedFiles in(Path folder) throws IOException {
    OwnerOnly.folder(folder);
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(DRAFT)) {
        Files.delete(file);
      }
    }
    return new DeployedFiles(folder);
  }

  /**
   * Returns the texts of all files of a kind.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if a file is damaged or the folder
   *     cannot be read, with {@link ErrorCode#INVALID_SETTINGS} if others may read a file
   */
  public List<String> read(Kind kind) {
    List<String> texts = new ArrayList<>();
    try {
      for (Path file : list(folder)) {
        String name = file.getFileName().toString();
        if (name.startsWith(kind.prefix()) && NAME.matcher(name).matches()) {
          texts.add(textOf(name, SecretFile.readBytes(file)));
        }
      }
    } catch (IOException e) {
      throw unusable("cannot be listed: " + e.getClass().getSimpleName());
    }
    return texts;
  }

  /**
   * Stores a text in the place of the one before.
   *
   * @param path tells one thing of a kind from another
   */
  public synchronized void put(Kind kind, String path, String text) throws IOException {
    requireOpen();
    String name = nameOf(kind, path);
    Path draft = folder.resolve(name + DRAFT);
    Files.deleteIfExists(draft);
    try (FileChannel out =
        OwnerOnly.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      ByteBuffer bytes = ByteBuffer.wrap((header(name, text) + text).getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      // Or a machine that loses power might have the name and not the bytes.
      out.force(true);
    }
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a text, if it is there. */
  public synchronized void delete(Kind kind, String path) throws IOException {
    requireOpen();
    Files.deleteIfExists(folder.resolve(nameOf(kind, path)));
  }

  /** What to say of a text that has come back and makes no sense. */
  public ParleyException unusable(String fact) {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "What is deployed in %s %s".formatted(folder, fact),
        "Restore that folder from a copy, or delete it and deploy again.");
  }

  /** Waits for a change that is being made; there is none after it. */
  synchronized void close() {
    closed = true;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("Closed");
    }
  }

  private String textOf(String name, byte[] bytes) {
    String all = new String(bytes, UTF_8);
    String text = all.substring(all.indexOf('\n') + 1);
    if (!all.equals(header(name, text) + text)) {
      throw unusable("cannot be read: file %s is damaged".formatted(name));
    }
    return text;
  }

  private static String header(String name, String text) {
    return MAGIC + sha256(name + "\n" + text) + "\n";
  }

  /** Names of what is deployed may be longer than those of files, and differ in case alone. */
  private static String nameOf(Kind kind, String path) {
    return kind.prefix() + sha256(path);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
