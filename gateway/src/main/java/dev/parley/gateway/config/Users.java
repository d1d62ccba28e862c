// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
    boolean equal =
        MessageDigest.isEqual(
            password.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    return equal && passwords.containsKey(user) && !expected.isEmpty();
  }

  @Override
  public String toString() {
    return "Users[" + passwords.size() + ", passwords withheld]";
  }
}
