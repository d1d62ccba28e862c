// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may log in, with which password, or with which two while one is replaced. A class and not a
 * record, for a record would print them.
 */
public final class Users {
  private static final int MOST_PASSWORDS = 2;
  private static final byte[] NOBODYS = {};

  /** Digests are of one length, so that the time tells not that of a password. */
  private final Map<String, List<byte[]>> digests = new TreeMap<>();

  /** Users with a password each. */
  public Users(Map<String, String> passwords) {
    passwords.forEach((user, password) -> digests.put(user, digests(List.of(password))));
  }

  private Users() {}

  /** Users with one or two passwords each. */
  static Users of(Map<String, List<String>> passwords) {
    Users users = new Users();
    passwords.forEach((user, list) -> users.digests.put(user, digests(list)));
    return users;
  }

  /** That somebody has logged in, and with which password; holds no password. */
  public static final class Login {
    private final String user;
    private final byte[] digest;

    private Login(String user, byte[] digest) {
      this.user = user;
      this.digest = digest;
    }

    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Lets a user in; takes as long for one who is unknown. */
  public Optional<Login> login(String user, String password) {
    Login login = new Login(user, sha256(password));
    return accepts(login) ? Optional.of(login) : Optional.empty();
  }

  /** Whether somebody who has logged in could do so still, with the same password. */
  public boolean accepts(Login login) {
    List<byte[]> expected = digests.getOrDefault(login.user, List.of());
    boolean equal = false;
    for (int i = 0; i < MOST_PASSWORDS; i++) {
      byte[] digest = i < expected.size() ? expected.get(i) : NOBODYS;
      equal |= MessageDigest.isEqual(login.digest, digest);
    }
    return equal;
  }

  /** How many there are. */
  public int size() {
    return digests.size();
  }

  /** An empty password opens nothing. */
  private static List<byte[]> digests(List<String> passwords) {
    return passwords.stream().filter(each -> !each.isEmpty()).map(Users::sha256).toList();
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
    return "Users[" + digests.size() + ", passwords withheld]";
  }
}
