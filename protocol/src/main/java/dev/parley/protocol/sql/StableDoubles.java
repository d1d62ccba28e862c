// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;

/**
 * Which values all databases find alike, digit for digit, so that rows can be grouped by them.
 * Doubles that are computed may differ in the last digit; not so those that are stored, or cut to
 * whole numbers.
 */
public final class StableDoubles {

  private StableDoubles() {}

  /**
   * Whether rows can be grouped by {@code key}.
   *
   * @param type of {@code key}
   */
  public static boolean isStable(Expression key, ColumnType type) {
    if (type.kind() != Kind.DOUBLE || key instanceof Expression.Column) {
      return true;
    }
    return key instanceof Expression.Call call
        && switch (call.operator()) {
          case POINT_X, POINT_Y, FLOOR, CEILING, ROUND, TRUNCATE -> true;
          default -> false;
        };
  }
}
