// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.Locale;

/**
 * The fields of dates, times and timestamps that {@link Operator#DATE_PART} gives, and the units to
 * which {@link Operator#DATE_TRUNCATE} cuts; as PostgreSQL defines them.
 */
public enum DateField {
  YEAR,
  QUARTER,
  MONTH,
  /** Of ISO 8601, from 1; cut to a week, a timestamp is a Monday. */
  WEEK,
  DAY,
  HOUR,
  MINUTE,
  /** With microseconds, if it is a field. */
  SECOND,
  /** Day of the year, from 1. */
  DOY,
  /** Day of the week, Sunday is 0. */
  DOW,
  /** Day of the week, Monday is 1 and Sunday 7. */
  ISODOW,
  /** The year that the ISO week belongs to. */
  ISOYEAR,
  /** Seconds since 1970, of a time since midnight, with microseconds. */
  EPOCH;

  /** Whether dates do not have it. */
  public boolean isOfTime() {
    return this == HOUR || this == MINUTE || this == SECOND;
  }

  /** Whether times of a day do not have it. */
  public boolean isOfDate() {
    return !isOfTime() && this != EPOCH;
  }

  /** Whether timestamps can be cut to it. */
  public boolean isUnit() {
    return compareTo(SECOND) <= 0;
  }

  /** The word for it in canonical SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the field that a literal names.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED if it names none
   */
  public static DateField of(Expression literal) {
    if (literal instanceof Expression.TextLiteral text) {
      for (DateField field : values()) {
        if (field.word().equals(text.value())) {
          return field;
        }
      }
    }
    throw OperatorTypes.unsupported("Such a field of dates", "year, month, day, hour and the like");
  }
}
