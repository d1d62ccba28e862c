// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The existing name that somebody who mistyped may have meant. */
final class NearestName {
  private static final int MAX_EDITS = 3;
  private static final int LETTERS_PER_EDIT = 3;

  private NearestName() {}

  /** Returns the name among {@code names} that is fewest edits from {@code written}, if few. */
  static Optional<String> of(String written, Collection<String> names) {
    int bound = Math.min(MAX_EDITS, Math.max(1, written.length() / LETTERS_PER_EDIT));
    return names.stream()
        .filter(name -> !name.equalsIgnoreCase(written) && edits(written, name) <= bound)
        .min(Comparator.<String>comparingInt(name -> edits(written, name)).thenComparing(n -> n));
  }

  private static int edits(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
