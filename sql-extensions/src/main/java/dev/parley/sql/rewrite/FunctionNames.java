// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.sql.function.Casts;
import dev.parley.sql.function.Functions;
import dev.parley.sql.function.Operators;
import dev.parley.sql.function.TypedFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the functions that are called by name mean. */
final class FunctionNames {
  private static final int MANY = 1000;
  private static final Map<String, Meaning> MEANINGS = meanings();

  /** Writes a call of so many arguments with our own functions. */
  private record Meaning(int least, int most, Form form) {}

  /** The form of a call. */
  private interface Form {
    SqlNode of(SqlParserPos position, List<SqlNode> arguments);
  }

  private FunctionNames() {}

  /** Returns the call of the function of that name, in capitals; empty if there is none. */
  static Optional<SqlNode> call(String name, SqlParserPos position, List<SqlNode> arguments) {
    return Optional.ofNullable(MEANINGS.get(name))
        .filter(m -> m.least() <= arguments.size() && arguments.size() <= m.most())
        .map(meaning -> meaning.form().of(position, arguments))
        .or(() -> SpatialNames.call(name, position, arguments));
  }

  private static Map<String, Meaning> meanings() {
    Map<String, Meaning> map = new HashMap<>();
    texts(map);
    numbers(map);
    choices(map);
    times(map);
    return Collections.unmodifiableMap(map);
  }

  private static Meaning call(int least, int most, TypedFunction function) {
    return new Meaning(least, most, function::createCall);
  }

  private static void texts(Map<String, Meaning> map) {
    map.put("UPPER", call(1, 1, Functions.UPPER));
    map.put("UCASE", call(1, 1, Functions.UPPER));
    map.put("LOWER", call(1, 1, Functions.LOWER));
    map.put("LCASE", call(1, 1, Functions.LOWER));
    map.put("CHAR_LENGTH", call(1, 1, Functions.CHAR_LENGTH));
    map.put("CHARACTER_LENGTH", call(1, 1, Functions.CHAR_LENGTH));
    map.put("LENGTH", call(1, 1, Functions.LENGTH));
    map.put("OCTET_LENGTH", call(1, 1, Functions.OCTET_LENGTH));
    map.put("SUBSTRING", call(2, 3, Functions.SUBSTRING));
    map.put("SUBSTR", call(2, 3, Functions.SUBSTRING));
    map.put("REPLACE", call(3, 3, Functions.REPLACE));
    map.put("LEFT", call(2, 2, Functions.LEFT));
    map.put("RIGHT", call(2, 2, Functions.RIGHT));
    map.put("STARTS_WITH", call(2, 2, Functions.STARTS_WITH));
    trim(map, Functions.TRIM, "BTRIM");
    trim(map, Functions.LTRIM, "LTRIM");
    trim(map, Functions.RTRIM, "RTRIM");
    map.put(
        "STRPOS",
        new Meaning(2, 2, (p, a) -> Functions.POSITION.createCall(p, a.get(1), a.get(0))));
    map.put("LOCATE", call(2, 2, Functions.POSITION));
    map.put("CONCAT", new Meaning(1, MANY, FunctionNames::concatenated));
  }

  /** Without other characters it takes blanks away. */
  private static void trim(Map<String, Meaning> map, TypedFunction function, String name) {
    map.put(
        name,
        new Meaning(
            1,
            2,
            (p, a) -> function.createCall(p, a.get(0), a.size() == 1 ? text(" ", p) : a.get(1))));
  }

  /** NULLs count as nothing. */
  private static SqlNode concatenated(SqlParserPos position, List<SqlNode> arguments) {
    SqlNode all = null;
    for (SqlNode argument : arguments) {
      SqlNode part =
          Functions.COALESCE.createCall(position, Casts.toPrinted(argument), text("", position));
      all = all == null ? part : Functions.CONCATENATE.createCall(position, all, part);
    }
    return all == null ? text("", position) : all;
  }

  private static void numbers(Map<String, Meaning> map) {
    map.put("ABS", call(1, 1, Functions.ABS));
    map.put("SIGN", call(1, 1, Functions.SIGN));
    map.put("FLOOR", call(1, 1, Functions.FLOOR));
    map.put("CEIL", call(1, 1, Functions.CEIL));
    map.put("CEILING", call(1, 1, Functions.CEIL));
    map.put("SQRT", call(1, 1, Functions.SQRT));
    map.put("POWER", call(2, 2, Functions.POWER));
    map.put("POW", call(2, 2, Functions.POWER));
    map.put("EXP", call(1, 1, Functions.EXP));
    map.put("LN", call(1, 1, Functions.LN));
    map.put("LOG10", call(1, 1, Functions.LOG10));
    map.put("LOG", call(1, 1, Functions.LOG10));
    map.put("MOD", call(2, 2, Operators.of(SqlKind.MOD).orElseThrow()));
    rounding(map, Functions.ROUND, "ROUND");
    rounding(map, Functions.TRUNC, "TRUNC", "TRUNCATE");
  }

  /** The digits may be a parameter, whose value is a cast by now. */
  private static void rounding(Map<String, Meaning> map, TypedFunction function, String... names) {
    for (String name : names) {
      map.put(
          name,
          new Meaning(
              1,
              2,
              (p, a) -> {
                List<SqlNode> plain = new ArrayList<>(a);
                if (a.size() == 2) {
                  plain.set(1, Casts.uncast(a.get(1)));
                }
                return function.createCall(p, plain);
              }));
    }
  }

  private static void choices(Map<String, Meaning> map) {
    map.put("GREATEST", call(1, MANY, Functions.GREATEST));
    map.put("LEAST", call(1, MANY, Functions.LEAST));
    map.put("COALESCE", call(1, MANY, Functions.COALESCE));
    map.put("NULLIF", call(2, 2, Functions.NULLIF));
  }

  private static void times(Map<String, Meaning> map) {
    map.put("DATE_TRUNC", call(2, 2, Functions.DATE_TRUNC));
    map.put(
        "DATE_PART",
        new Meaning(
            2, 2, (p, a) -> Casts.to(ColumnType.DOUBLE, Functions.EXTRACT.createCall(p, a))));
    for (String unit : List.of("YEAR", "QUARTER", "MONTH", "WEEK", "HOUR", "MINUTE")) {
      field(map, unit, unit);
    }
    field(map, "DAY", "DAY");
    field(map, "DAYOFMONTH", "DAY");
    field(map, "DAYOFYEAR", "DOY");
    map.put("SECOND", new Meaning(1, 1, FunctionNames::wholeSecond));
    map.put("DAYOFWEEK", new Meaning(1, 1, FunctionNames::dayOfWeek));
  }

  private static void field(Map<String, Meaning> map, String name, String unit) {
    map.put(name, new Meaning(1, 1, (p, a) -> Casts.to(ColumnType.INTEGER, field(p, unit, a))));
  }

  private static SqlNode field(SqlParserPos position, String unit, List<SqlNode> arguments) {
    return Functions.EXTRACT.createCall(position, text(unit, position), arguments.get(0));
  }

  private static SqlNode wholeSecond(SqlParserPos position, List<SqlNode> arguments) {
    SqlNode second = field(position, "SECOND", arguments);
    return Casts.to(ColumnType.INTEGER, Functions.TRUNC.createCall(position, second));
  }

  /** JDBC counts from 1 for Sunday, PostgreSQL from 0. */
  private static SqlNode dayOfWeek(SqlParserPos position, List<SqlNode> arguments) {
    SqlNode fromZero = Casts.to(ColumnType.INTEGER, field(position, "DOW", arguments));
    return Operators.of(SqlKind.PLUS)
        .orElseThrow()
        .createCall(position, fromZero, SqlLiteral.createExactNumeric("1", position));
  }

  static SqlNode text(String text, SqlParserPos position) {
    return SqlLiteral.createCharString(text, position);
  }
}
