// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.sql.function.Casts;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** The one moment at which a statement begins, by any of its names; in UTC. */
final class StatementTime {
  /** The names that may be called as functions without arguments. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "NOW",
          "CURDATE",
          "CURTIME",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP");

  private static final Set<String> VARIABLES =
      Set.of("CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");
  private static final int MICROSECONDS = 6;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final LocalDateTime now;

  StatementTime(LocalDateTime now) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether {@code name} is one of the standard's names of the present, and no column's. */
  static boolean isMeant(SqlIdentifier name) {
    return name.isSimple()
        && !name.isStar()
        && !name.isComponentQuoted(0)
        && VARIABLES.contains(name.getSimple().toUpperCase(Locale.ROOT));
  }

  SqlNode literal(String name, SqlParserPos position) {
    String capitals = name.toUpperCase(Locale.ROOT);
    if (capitals.equals("CURRENT_DATE") || capitals.equals("CURDATE")) {
      return SqlLiteral.createDate(new DateString(now.toLocalDate().toString()), position);
    }
    if (capitals.equals("LOCALTIME") || capitals.equals("CURTIME")) {
      SqlNode text = FunctionNames.text(now.toLocalTime().toString(), position);
      return Casts.to(ColumnType.TIME, text);
    }
    // A TimestampString ends with a digit other than 0.
    String moment =
        FORMAT.format(now).replaceFirst("(\\.[0-9]*?)0+$", "$1").replaceFirst("\\.$", "");
    return SqlLiteral.createTimestamp(
        SqlTypeName.TIMESTAMP, new TimestampString(moment), MICROSECONDS, position);
  }
}
