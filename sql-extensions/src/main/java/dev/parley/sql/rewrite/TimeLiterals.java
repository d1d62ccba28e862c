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
 * Literals that are read as texts that are cast: times of a day, which PostgreSQL also reads
 * without seconds; dates and timestamps of the time before the Gregorian calendar, which Calcite
 * checks by the Julian calendar, in which PostgreSQL's 10 October 1582 is no day.
 */
final class TimeLiterals {
  private static final Pattern OLD =
      Pattern.compile("(0\\d\\d\\d|1[0-4]\\d\\d|15[0-7]\\d|158[0-2])-.*");
  private static final Map<String, ColumnType> TYPES =
      Map.of(
          "DATE", ColumnType.DATE,
          "TIME", ColumnType.TIME,
          "TIMESTAMP", ColumnType.TIMESTAMP);

  private TimeLiterals() {}

  /** Returns the cast that means what {@code literal} says; empty if Calcite reads it. */
  static Optional<SqlNode> of(SqlLiteral literal) {
    if (!(literal instanceof SqlUnknownLiteral written)) {
      return Optional.empty();
    }
    String text = written.getValueAs(String.class);
    return Optional.ofNullable(TYPES.get(written.tag))
        .filter(type -> type.equals(ColumnType.TIME) || OLD.matcher(text).matches())
        .map(type -> Casts.to(type, FunctionNames.text(text, written.getParserPosition())));
  }
}
