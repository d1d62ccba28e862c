// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases that start without being installed. */
public enum DatabaseKind {
  POSTGRESQL,
  DUCKDB,
  H2,
  MARIADB;

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind that {@code word} stands for. */
  public static Optional<DatabaseKind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
