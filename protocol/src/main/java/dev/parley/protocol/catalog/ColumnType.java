// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import dev.parley.protocol.spatial.Geometry;
import java.util.Optional;

/**
 * The type of a column, as far as Parley tells types apart.
 *
 * @param precision decimal digits for DECIMAL (1 to {@value #MAX_PRECISION}), characters for CHAR
 *     and VARCHAR (0 if unbounded), the number of the spatial reference system for GEOMETRY (0 if
 *     it is not told), otherwise 0
 * @param scale digits after the point for DECIMAL, otherwise 0
 */
public record ColumnType(Kind kind, int precision, int scale) {
  /** The most decimal digits a DECIMAL may have. */
  public static final int MAX_PRECISION = 38;

  public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 0, 0);
  public static final ColumnType SMALLINT = new ColumnType(Kind.SMALLINT, 0, 0);
  public static final ColumnType INTEGER = new ColumnType(Kind.INTEGER, 0, 0);
  public static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 0, 0);
  public static final ColumnType DOUBLE = new ColumnType(Kind.DOUBLE, 0, 0);
  public static final ColumnType VARCHAR = new ColumnType(Kind.VARCHAR, 0, 0);
  public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);
  public static final ColumnType TIME = new ColumnType(Kind.TIME, 0, 0);
  public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 0, 0);
  public static final ColumnType VARBINARY = new ColumnType(Kind.VARBINARY, 0, 0);

  public static final ColumnType GEOMETRY = new ColumnType(Kind.GEOMETRY, 0, 0);

  /** The kinds of types; the numeric ones from narrow to wide. */
  public enum Kind {
    BOOLEAN,
    SMALLINT,
    INTEGER,
    BIGINT,
    DECIMAL,
    DOUBLE,
    CHAR,
    VARCHAR,
    DATE,
    /** A time of a day, without a zone, to the microsecond. */
    TIME,
    /** A day with a time, without a zone, to the microsecond. */
    TIMESTAMP,
    /** Byte strings of any length. */
    VARBINARY,
    /** Places in the plane, which have coordinates; as a constant an area, too. */
    GEOMETRY
  }

  public ColumnType {
    if (kind == Kind.DECIMAL) {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "Invalid type: DECIMAL(%d, %d)".formatted(precision, scale));
      }
    } else if (kind == Kind.GEOMETRY) {
      if (scale != 0 || precision < 0 || precision > Geometry.MAX_SRID) {
        throw new IllegalArgumentException("Invalid type: GEOMETRY of SRID " + precision);
      }
    } else if (scale != 0 || precision < 0 || (precision > 0 && !isText(kind))) {
      throw new IllegalArgumentException(
          "Invalid type: %s with a precision or scale".formatted(kind));
    }
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  public static ColumnType varchar(int length) {
    return new ColumnType(Kind.VARCHAR, length, 0);
  }

  /** Places in the reference system of that number. */
  public static ColumnType geometry(int srid) {
    return new ColumnType(Kind.GEOMETRY, srid, 0);
  }

  /** Whether values are numbers without a fraction that a long can hold. */
  public boolean isInteger() {
    return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
  }

  /** Whether values are exact numbers. */
  public boolean isExactNumeric() {
    return isInteger() || kind == Kind.DECIMAL;
  }

  public boolean isNumeric() {
    return isExactNumeric() || kind == Kind.DOUBLE;
  }

  public boolean isText() {
    return isText(kind);
  }

  private static boolean isText(Kind kind) {
    return kind == Kind.CHAR || kind == Kind.VARCHAR;
  }

  /** Decimal digits that hold every value of this exact numeric type. */
  public int decimalDigits() {
    return switch (kind) {
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case DECIMAL -> precision;
      default -> throw new IllegalStateException(this + " is not an exact numeric type");
    };
  }

  /**
   * Returns the narrowest type that holds the values of both, or empty if there is none: SMALLINT,
   * INTEGER, BIGINT, DECIMAL, DOUBLE widen in this order, and CHAR to VARCHAR; a GEOMETRY whose
   * reference system is not told is of any.
   */
  public Optional<ColumnType> widen(ColumnType other) {
    if (equals(other)) {
      return Optional.of(this);
    }
    if (isNumeric() && other.isNumeric()) {
      return widenNumeric(other);
    }
    if (isText() && other.isText()) {
      int length =
          precision == 0 || other.precision == 0 ? 0 : Math.max(precision, other.precision);
      Kind wider = kind == other.kind ? kind : Kind.VARCHAR;
      return Optional.of(new ColumnType(wider, length, 0));
    }
    if (kind == Kind.GEOMETRY && other.kind == kind && (precision == 0 || other.precision == 0)) {
      return Optional.of(precision == 0 ? other : this);
    }
    return Optional.empty();
  }

  private Optional<ColumnType> widenNumeric(ColumnType other) {
    if (kind == Kind.DOUBLE || other.kind == Kind.DOUBLE) {
      return Optional.of(DOUBLE);
    }
    if (isInteger() && other.isInteger()) {
      return Optional.of(kind.compareTo(other.kind) > 0 ? this : other);
    }
    int wholeDigits = Math.max(decimalDigits() - scale, other.decimalDigits() - other.scale);
    int widerScale = Math.max(scale, other.scale);
    if (wholeDigits + widerScale > MAX_PRECISION) {
      return Optional.empty();
    }
    return Optional.of(decimal(wholeDigits + widerScale, widerScale));
  }

  @Override
  public String toString() {
    if (kind == Kind.DECIMAL) {
      return "DECIMAL(" + precision + ", " + scale + ")";
    }
    if (kind == Kind.GEOMETRY && precision > 0) {
      return "GEOMETRY(POINT, " + precision + ")";
    }
    return precision == 0 ? kind.name() : kind + "(" + precision + ")";
  }
}
