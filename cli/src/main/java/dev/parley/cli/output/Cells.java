// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Values of a result as text, spelled as PostgreSQL spells them. */
final class Cells {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);

  private Cells() {}

  /**
   * Returns the value of the current row, or null for NULL. Times are taken as the classes that
   * have no zone: on some clock, what they show was never shown.
   */
  static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    return switch (rows.getMetaData().getColumnType(column)) {
      case Types.DATE -> rows.getObject(column, LocalDate.class);
      case Types.TIME -> rows.getString(column);
      case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
      case Types.VARBINARY -> rows.getString(column);
      default -> rows.getObject(column);
    };
  }

  /** Spells a value that is not NULL. */
  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof LocalDateTime time ? TIMESTAMP.format(time) : value.toString();
  }
}
