// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an owner may allow to be done with a column. */
public enum Use {
  /** Rows may show it. */
  REVEAL,
  /** Secure aggregates may be taken over it. */
  AGGREGATE,
  /** Conditions may read it. */
  FILTER,
  /** Answers may be grouped by it, and then show its values. */
  GROUP,
  /** Tables may be joined on it. */
  JOIN,
  /** The nearest neighbours of a point may be found by it. */
  NEAREST;

  /** The word for it in a policy. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the use that {@code word} stands for. */
  public static Optional<Use> ofWord(String word) {
    return Arrays.stream(values()).filter(use -> use.word().equals(word)).findFirst();
  }
}
