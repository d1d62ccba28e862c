// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server's certificate and key, as they stand in files. A class and not a record, for a record
 * would print the key.
 */
public final class ServerFiles {
  private final String certificate;
  private final String key;

  ServerFiles(String certificate, String key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** The certificate, in PEM. */
  public String certificate() {
    return certificate;
  }

  /** Writes {@code server.crt} and {@code server.key}, over those that are there. */
  public void write(Path folder) {
    writeCertificate(folder);
    writeKey(folder);
  }

  /** Writes {@code server.crt}. */
  public void writeCertificate(Path folder) {
    try {
      Files.writeString(folder.resolve("server.crt"), certificate);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a certificate", e);
    }
  }

  /** Writes {@code server.key}. */
  public void writeKey(Path folder) {
    Path file = folder.resolve("server.key");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace a key", e);
    }
    SecretFile.write(file, key.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "ServerFiles[key withheld]";
  }
}
