// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A user and a password; both empty for databases that have none. */
final class Login {
  static final Login NONE = new Login("", "");

  private static final int PASSWORD_BYTES = 16;

  private final String user;
  private final String password;

  private Login(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** Makes up a password of hex digits, which need no quoting anywhere. */
  static Login random(String user) {
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    return new Login(user, HexFormat.of().formatHex(password));
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  @Override
  public String toString() {
    return "Login[" + user + ", password withheld]";
  }
}
