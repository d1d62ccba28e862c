// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.settings.RotatingSecret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * By what an S3 server knows a party: an access key, which is public, and a secret, which may be
 * replaced while it is in use ({@link RotatingSecret}).
 */
public final class S3Credentials {
  private final String accessKey;
  private final RotatingSecret secret;

  public S3Credentials(String accessKey, String secret) {
    this(accessKey, RotatingSecret.of(secret));
    if (secret.isBlank()) {
      throw new IllegalArgumentException("Invalid credentials: empty access key or secret");
    }
  }

  private S3Credentials(String accessKey, RotatingSecret secret) {
    if (accessKey.isBlank()) {
      throw new IllegalArgumentException("Invalid credentials: empty access key or secret");
    }
    this.accessKey = accessKey;
    this.secret = secret;
  }

  /**
   * Reads the secret, or the two of them, from a file that only its owner may use.
   *
   * @throws IllegalArgumentException if it cannot be read, is empty, or may be read by others
   */
  public static S3Credentials read(String accessKey, Path secretFile) {
    return read(accessKey, secretFile, 1);
  }

  /**
   * The same for secrets of at least so many characters.
   *
   * @throws IllegalArgumentException also if one is shorter
   */
  public static S3Credentials read(String accessKey, Path secretFile, int leastCharacters) {
    return new S3Credentials(
        accessKey,
        RotatingSecret.read(
            secretFile,
            secret -> {
              if (secret.length() < leastCharacters) {
                throw new IllegalArgumentException(
                    "want a secret of at least " + leastCharacters + " characters");
              }
            }));
  }

  /** The same secret under another access key. */
  public S3Credentials as(String otherKey) {
    return new S3Credentials(otherKey, secret);
  }

  public String accessKey() {
    return accessKey;
  }

  /** The key of the party's signatures now: for those who sign, never for a log. */
  public String secret() {
    return secret.now();
  }

  /** Every secret that was in the file when it was read last: for those who verify. */
  public List<String> secrets() {
    return secret.all();
  }

  /** The file of the secret, if there is one. */
  public Optional<Path> file() {
    return secret.file();
  }

  /**
   * Notes that the server refused what was signed with {@code shown}.
   *
   * @return whether there is another secret by now, with which to try again
   */
  boolean refused(String shown) {
    return secret.refused(shown);
  }

  @Override
  public String toString() {
    return "S3Credentials[" + accessKey + ", secret withheld]";
  }
}
