// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.nio.file.Path;

/** By what an S3 server knows a party: an access key, which is public, and a secret. */
public final class S3Credentials {
  private final String accessKey;
  private final String secret;

  public S3Credentials(String accessKey, String secret) {
    if (accessKey.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("Invalid credentials: empty access key or secret");
    }
    this.accessKey = accessKey;
    this.secret = secret;
  }

  /**
   * Reads the secret from a file that only its owner may use.
   *
   * @throws IllegalArgumentException if it cannot be read, is empty, or may be read by others
   */
  public static S3Credentials read(String accessKey, Path secretFile) {
    try {
      return new S3Credentials(accessKey, SecretFile.readText(secretFile));
    } catch (ParleyException e) {
      throw new IllegalArgumentException(e.fact(), e);
    }
  }

  public String accessKey() {
    return accessKey;
  }

  /** The key of the party's signatures: for those who sign or verify, never for a log. */
  public String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "S3Credentials[" + accessKey + ", secret withheld]";
  }
}
