// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.PublicFile;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The two files that {@code keygen} writes, and how they are read again. */
public final class KeyFiles {
  private KeyFiles() {}

  /**
   * Writes {@code NAME.keys}, which only this user may read, and {@code NAME.public} beside it.
   *
   * @return the public half
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if one of them is there already
   *     or cannot be written, or the name is none
   */
  public static PublicFile write(Path folder, String name, MemberKeys keys) {
    PublicFile published;
    try {
      published = keys.publicFile(name);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()), "Name the keys as their party is named.");
    }
    Path privateFile = folder.resolve(name + ".keys");
    Path publicFile = folder.resolve(name + ".public");
    try {
      Files.createDirectories(folder);
      for (Path file : List.of(privateFile, publicFile)) {
        if (Files.exists(file)) {
          throw invalid(
              "There is a file %s already".formatted(file),
              "Choose another name; keys are never written over.");
        }
      }
      SecretFile.write(privateFile, keys.toText().getBytes(StandardCharsets.UTF_8));
      Files.writeString(publicFile, published.toText(), StandardOpenOption.CREATE_NEW);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw invalid(
          "Keys cannot be written to %s: %s".formatted(folder, e.getClass().getSimpleName()),
          "Name a folder that this user may write to.");
    }
    return published;
  }

  /**
   * Reads a party's keys, and the former ones that it still has.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if a file cannot be used
   */
  public static OwnKeys read(Path newest, List<Path> former) {
    return OwnKeys.of(read(newest), former.stream().map(KeyFiles::read).toList());
  }

  /**
   * Reads a file of private keys.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be used
   */
  public static MemberKeys read(Path file) {
    try {
      return MemberKeys.parse(SecretFile.readText(file));
    } catch (IllegalArgumentException e) {
      throw invalid(
          "The keys %s cannot be used: %s".formatted(file, e.getMessage()),
          "Check that it is the whole file that keygen has written.");
    }
  }

  /**
   * Reads a file of public keys, and verifies it.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be used
   */
  public static PublicFile readPublic(Path file) {
    try {
      if (Files.size(file) > PublicFile.MAX_CHARACTERS) {
        throw new IllegalArgumentException("it is too long");
      }
      return PublicFile.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw invalid(
          "The public keys %s cannot be used: %s".formatted(file, e.getMessage()),
          "Ask their owner for the file that keygen has written.");
    } catch (IOException e) {
      throw invalid(
          "The public keys %s cannot be read: %s".formatted(file, e.getClass().getSimpleName()),
          "Check that the file is there, and is text.");
    }
  }

  private static ParleyException invalid(String fact, String hint) {
    return new ParleyException(ErrorCode.INVALID_SETTINGS, fact, hint);
  }
}
