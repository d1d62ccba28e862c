// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

  /** Returns the value of the current row, or null for NULL. */
  static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column);
  }

  /** Spells a value that is not NULL. */
  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp(timestamp.toLocalDateTime());
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp(timestamp);
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    return value.toString();
  }

  private static String timestamp(LocalDateTime value) {
    return TIMESTAMP.format(value);
  }
}
