// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.sql.Expression;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** Turns JSQLParser's literals and names of types into ours. */
final class LiteralReader {
  /** As the parser spells it. */
  private static final Pattern DECIMAL =
      Pattern.compile("DECIMAL \\(([0-9]{1,2}), ([0-9]{1,2})\\)");

  private LiteralReader() {}

  /**
   * Reads a literal.
   *
   * @throws IllegalArgumentException if it is not one of canonical SQL
   */
  static Expression read(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof StringValue text) {
      return new Expression.TextLiteral(text.getValue().replace("''", "'"));
    }
    if (parsed instanceof HexValue octets) {
      // the blank behind it belongs to the parser's token
      return octets(octets.getValue().strip());
    }
    if (parsed instanceof BooleanValue truth) {
      return new Expression.BooleanLiteral(truth.getValue());
    }
    if (parsed instanceof NullValue) {
      return new Expression.NullLiteral();
    }
    if (parsed instanceof CastExpression cast
        && cast.getLeftExpression() instanceof StringValue s) {
      return moment(cast, s.getValue());
    }
    if (parsed instanceof SignedExpression signed && signed.getSign() == '-') {
      return new Expression.NumberLiteral(number(signed.getExpression()).negate());
    }
    return new Expression.NumberLiteral(number(parsed));
  }

  /**
   * Reads the type of a cast.
   *
   * @throws IllegalArgumentException if it is not one of canonical SQL
   */
  static ColumnType type(ColDataType parsed) {
    Matcher decimal = DECIMAL.matcher(parsed.getDataType());
    if (decimal.matches()) {
      return ColumnType.decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    return switch (parsed.getDataType()) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "SMALLINT" -> ColumnType.SMALLINT;
      case "INTEGER" -> ColumnType.INTEGER;
      case "BIGINT" -> ColumnType.BIGINT;
      case "DOUBLE PRECISION" -> ColumnType.DOUBLE;
      case "VARCHAR" -> ColumnType.VARCHAR;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      default -> throw new IllegalArgumentException("a type that canonical SQL does not have");
    };
  }

  /** The parser also reads 0x0aff, and would read {@code x'0AFF'}. */
  private static Expression octets(String spelled) {
    if (!spelled.startsWith("X'")) {
      throw new IllegalArgumentException("bytes in another spelling than canonical SQL has");
    }
    return new Expression.OctetsLiteral(Octets.ofHex(spelled.substring(2, spelled.length() - 1)));
  }

  private static BigDecimal number(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof LongValue || parsed instanceof DoubleValue) {
      return new BigDecimal(parsed.toString());
    }
    throw new IllegalArgumentException("an expression that canonical SQL does not have");
  }

  private static Expression moment(CastExpression cast, String text) {
    try {
      if (cast.isTime()) {
        return new Expression.TimeLiteral(LocalTime.parse(text));
      }
      return cast.isDate()
          ? new Expression.DateLiteral(LocalDate.parse(text))
          : new Expression.TimestampLiteral(LocalDateTime.parse(text.replace(' ', 'T')));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("a date or time that is none", e);
    }
  }
}
