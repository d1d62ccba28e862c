// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The {@code uuid:key} that owns a namespace; deliberately neither prints nor compares. */
public final class NamespaceKey {
  private final String header;

  private NamespaceKey(String uuidAndKey) {
    int colon = uuidAndKey.indexOf(':');
    if (colon < 1 || uuidAndKey.length() - colon - 1 < 16) {
      throw new IllegalArgumentException(
          "Invalid namespace key: want uuid, colon, and a key of at least 16 characters");
    }
    this.header =
        "Basic " + Base64.getEncoder().encodeToString(uuidAndKey.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes {@code uuid:key}. */
  public static NamespaceKey of(String uuidAndKey) {
    return new NamespaceKey(uuidAndKey);
  }

  /** Reads {@code uuid:key} from a file that its owner alone may read. */
  public static NamespaceKey read(Path file) {
    try {
      return new NamespaceKey(SecretFile.readText(file));
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "There is no namespace key in " + file,
          "Write one line into it: uuid, colon, and a key of at least 16 characters.");
    }
  }

  /** Returns the value of the Authorization header. */
  public String header() {
    return header;
  }

  /** Compares an Authorization header in constant time. */
  public boolean matches(@Nullable String authorization) {
    return authorization != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8),
            authorization.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "NamespaceKey[withheld]";
  }
}
