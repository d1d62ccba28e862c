// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** One chain of warnings. */
final class Warnings {
  private @Nullable SQLWarning first;

  synchronized void add(String fact, String state) {
    SQLWarning warning = new SQLWarning(fact, state);
    if (first == null) {
      first = warning;
    } else {
      first.setNextWarning(warning);
    }
  }

  /** The first, with the others behind it; null if there is none. */
  synchronized @Nullable SQLWarning first() {
    return first;
  }

  synchronized void clear() {
    first = null;
  }
}
