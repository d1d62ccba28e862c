// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

/** What names of published tables and columns look like: such as a sub-query can ask for. */
final class PublishedName {
  private static final int MAX_CHARACTERS = 128;

  private PublishedName() {}

  static void require(String name, String what) {
    if (name.isEmpty()
        || name.length() > MAX_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Invalid %s name: want 1 to %d characters, none of them control"
              .formatted(what, MAX_CHARACTERS));
    }
  }
}
