// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The hash of a password by Argon2id (RFC 9106), written as others write it: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}. A class and not a record, for a record would print it.
 */
public final class PasswordHash {
  // What OWASP recommends: 19 MiB and two passes, some 50 ms.
  private static final Cost USUAL = new Cost(19_456, 2, 1);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /** How much work it is to compute one. */
  private record Cost(int memoryKib, int passes, int lanes) {
    private static final int LEAST_KIB = 8 << 10;
    private static final int MOST_KIB = 1 << 20;
    private static final int MOST_PASSES = 20;
    private static final int MOST_LANES = 16;

    Cost {
      if (memoryKib < LEAST_KIB
          || memoryKib > MOST_KIB
          || passes < 1
          || passes > MOST_PASSES
          || lanes < 1
          || lanes > MOST_LANES) {
        throw new IllegalArgumentException(
            "want 8 MiB to 1 GiB of memory, 1 to 20 passes and 1 to 16 lanes");
      }
    }

    byte[] hash(String password, byte[] salt, int bytes) {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[bytes];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    }
  }

  /** Hashes a password with fresh salt; takes some 50 ms and 19 MiB. */
  public static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(USUAL, salt, USUAL.hash(password, salt, HASH_BYTES));
  }

  /**
   * Reads a hash.
   *
   * @throws IllegalArgumentException if it is none, or too cheap or costly; the message does not
   *     repeat it, for it may be a password
   */
  public static PasswordHash parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "want a hash, as 'parley password' makes it of a password");
    }
    Cost cost =
        new Cost(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    Base64.Decoder decoder = Base64.getDecoder();
    return new PasswordHash(
        cost, decoder.decode(matcher.group(4)), decoder.decode(matcher.group(5)));
  }

  /** Whether it is that of a password; takes as long whatever the answer is. */
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, cost.hash(password, salt, hash.length));
  }

  /** Returns the text that {@link #parse} reads. */
  public String text() {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib,
            cost.passes,
            cost.lanes,
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return "PasswordHash[withheld]";
  }
}
