// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

import java.util.regex.Pattern;

/** What names of parties look like. */
final class Names {
  private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Names() {}

  static void require(String name, String what) {
    if (!PARTY.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid %s name '%s': want letters, digits, dots, dashes and underscores, at most 63"
              .formatted(what, name));
    }
  }
}
