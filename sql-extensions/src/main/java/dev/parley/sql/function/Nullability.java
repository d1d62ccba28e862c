// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import java.util.List;

/** When a function may return NULL. */
enum Nullability {
  /** If any argument is NULL. */
  ANY,
  /** If all arguments are NULL. */
  ALL,
  /** If a value to choose from is NULL; conditions do not matter. */
  CHOICE,
  ALWAYS,
  NEVER;

  boolean of(List<Boolean> arguments) {
    return switch (this) {
      case ANY -> arguments.contains(true);
      case ALL -> !arguments.contains(false);
      case CHOICE -> choice(arguments);
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  private static boolean choice(List<Boolean> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) && ChoiceSignatures.isValue(i, arguments.size())) {
        return true;
      }
    }
    return false;
  }
}
