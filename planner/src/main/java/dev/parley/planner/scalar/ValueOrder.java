// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.spatial.Geometry;
import dev.parley.protocol.spatial.Point;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;

/**
 * The order of values: numbers by size whatever their types, texts by code points, byte strings by
 * their bytes.
 */
public final class ValueOrder implements Comparator<Object> {
  public static final ValueOrder INSTANCE = new ValueOrder();

  private ValueOrder() {}

  @Override
  public int compare(Object a, Object b) {
    if (a instanceof Number left && b instanceof Number right) {
      return compareNumbers(left, right);
    }
    if (a instanceof String left && b instanceof String right) {
      return compareTexts(left, right);
    }
    if (a instanceof Boolean left && b instanceof Boolean right) {
      return left.compareTo(right);
    }
    if (a instanceof LocalDate left && b instanceof LocalDate right) {
      return left.compareTo(right);
    }
    if (a instanceof LocalTime left && b instanceof LocalTime right) {
      return left.compareTo(right);
    }
    if (a instanceof Octets left && b instanceof Octets right) {
      return left.compareTo(right);
    }
    if (a instanceof Geometry left && b instanceof Geometry right) {
      return compareGeometries(left, right);
    }
    return time(a).compareTo(time(b));
  }

  /** Places by x, then by y; areas as they are written, after all places. */
  private static int compareGeometries(Geometry a, Geometry b) {
    if (a instanceof Point left && b instanceof Point right) {
      int byX = Double.compare(left.x(), right.x());
      return byX != 0 ? byX : Double.compare(left.y(), right.y());
    }
    int byKind = Boolean.compare(b instanceof Point, a instanceof Point);
    return byKind != 0 ? byKind : compareTexts(a.toString(), b.toString());
  }

  private static LocalDateTime time(Object value) {
    return value instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) value;
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long left && b instanceof Long right) {
      return left.compareTo(right);
    }
    if (a instanceof Double || b instanceof Double) {
      // -0.0 equals 0.0 here, as everywhere in SQL.
      return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
    return decimal(a).compareTo(decimal(b));
  }

  static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal exact ? exact : BigDecimal.valueOf(number.longValue());
  }

  /** By code points, which for UTF-16 is not the order of chars. */
  private static int compareTexts(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return Character.isSurrogate(left) == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
