// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.sql.function.Casts;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;

/**
 * Dates and timestamps of the time before the Gregorian calendar, as literals. Calcite checks them
 * by the Julian calendar, in which PostgreSQL's 10 October 1582 is no day: they are read as texts
 * that are cast.
 */
final class OldDates {
  private static final Pattern OLD =
      Pattern.compile("(0\\d\\d\\d|1[0-4]\\d\\d|15[0-7]\\d|158[0-2])-.*");
  private static final Map<String, ColumnType> TYPES =
      Map.of("DATE", ColumnType.DATE, "TIMESTAMP", ColumnType.TIMESTAMP);

  private OldDates() {}

  /** Returns the cast that means what {@code literal} says; empty if it is no old date. */
  static Optional<SqlNode> of(SqlLiteral literal) {
    if (!(literal instanceof SqlUnknownLiteral written)) {
      return Optional.empty();
    }
    String text = written.getValueAs(String.class);
    return Optional.ofNullable(TYPES.get(written.tag))
        .filter(type -> OLD.matcher(text).matches())
        .map(type -> Casts.to(type, FunctionNames.text(text, written.getParserPosition())));
  }
}
