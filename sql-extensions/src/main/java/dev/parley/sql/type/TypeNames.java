// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.type;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;

/** The names of types in a cast, those of the standard and those that PostgreSQL's users write. */
public final class TypeNames {
  private static final int MICROSECONDS = 6;
  private static final int MAX_LENGTH = 10_485_760;

  private TypeNames() {}

  /**
   * Returns the type that is written; empty for an exact number without bounds, whose digits are
   * those of the value.
   *
   * @throws ParleyException NOT_SUPPORTED for a type that Parley does not have
   */
  public static Optional<ColumnType> of(SqlDataTypeSpec written) {
    String name = written.getTypeName().getSimple().toUpperCase(Locale.ROOT);
    int precision = -1;
    int scale = -1;
    if (written.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic) {
      precision = basic.getPrecision();
      scale = basic.getScale();
    }
    if (name.equals("DECIMAL") || name.equals("NUMERIC")) {
      return decimal(precision, Math.max(0, scale));
    }
    return Optional.of(plain(name, precision));
  }

  private static ColumnType plain(String name, int precision) {
    return switch (name) {
      case "BOOLEAN", "BOOL" -> ColumnType.BOOLEAN;
      case "SMALLINT", "INT2" -> ColumnType.SMALLINT;
      case "INTEGER", "INT", "INT4" -> ColumnType.INTEGER;
      case "BIGINT", "INT8" -> ColumnType.BIGINT;
      case "DOUBLE", "FLOAT", "FLOAT8" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "TEXT", "STRING" -> ColumnType.VARCHAR;
      case "BYTEA", "VARBINARY" -> octets(precision);
      case "VARCHAR" -> ColumnType.varchar(length(precision, 0));
      case "CHAR" -> new ColumnType(ColumnType.Kind.CHAR, length(precision, 1), 0);
      case "TIME" -> micros(ColumnType.TIME, precision);
      case "TIMESTAMP" -> micros(ColumnType.TIMESTAMP, precision);
      default -> throw unsupported("A cast to " + name);
    };
  }

  /** As PostgreSQL bounds it: a CHAR is filled up to its length. */
  private static int length(int written, int otherwise) {
    if (written == 0 || written > MAX_LENGTH) {
      throw unsupported("A text of length " + written);
    }
    return written < 0 ? otherwise : written;
  }

  private static ColumnType octets(int length) {
    if (length >= 0) {
      throw unsupported("A cast to bytes of a length");
    }
    return ColumnType.VARBINARY;
  }

  private static ColumnType micros(ColumnType type, int precision) {
    if (precision >= 0 && precision != MICROSECONDS) {
      throw unsupported("A cast to a %s of other digits than six".formatted(type));
    }
    return type;
  }

  private static Optional<ColumnType> decimal(int precision, int scale) {
    if (precision < 0) {
      return Optional.empty();
    }
    if (precision < 1 || precision > ColumnType.MAX_PRECISION || scale > precision) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "DECIMAL(%d, %d) is not supported".formatted(precision, scale),
          "Give it 1 to %d digits, no more of them after the point."
              .formatted(ColumnType.MAX_PRECISION));
    }
    return Optional.of(ColumnType.decimal(precision, scale));
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        what + " is not supported",
        "Use BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, CHAR, VARCHAR, DATE, TIME,"
            + " TIMESTAMP, VARBINARY.");
  }
}
