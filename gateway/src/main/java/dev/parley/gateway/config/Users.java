// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Who may log in, with which password. A class and not a record, for a record would print them. */
public final class Users {
  private final Map<String, String> passwords;

  public Users(Map<String, String> passwords) {
    this.passwords = Map.copyOf(passwords);
  }

  /** Whether {@code password} is that of {@code user}; takes as long for a user that is unknown. */
  public boolean accepts(String user, String password) {
    String expected = passwords.getOrDefault(user, "");
    // Digests are of one length, so that the time tells neither that of a password nor who exists.
    boolean equal = MessageDigest.isEqual(sha256(password), sha256(expected));
    return equal && passwords.containsKey(user) && !expected.isEmpty();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Users[" + passwords.size() + ", passwords withheld]";
  }
}
