// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the best rows of all owners may be found in a table. */
public enum NearestMode {
  /** In rounds: counts by score, and then no rows but the best of all. */
  PRIVATE,
  /** In one round: each node releases its own best rows, of which most may be none of all. */
  LOCAL;

  /** The word for it in a policy. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the mode that {@code word} stands for. */
  public static Optional<NearestMode> ofWord(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
