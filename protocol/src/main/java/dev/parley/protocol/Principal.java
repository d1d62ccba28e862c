// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

/**
 * Who asks: an analyst's gateway, and the user whom it has let in. Owners grant by both.
 *
 * @param user as the user logged in; at most 128 characters, none of them control
 */
public record Principal(AnalystId analyst, String user) {
  private static final int MAX_USER = 128;

  public Principal {
    if (user.isEmpty() || user.length() > MAX_USER) {
      throw new IllegalArgumentException("Invalid user name: want 1 to 128 characters");
    }
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("Invalid user name: holds a control character");
    }
  }
}
