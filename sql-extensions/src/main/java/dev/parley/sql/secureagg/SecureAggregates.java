// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.secureagg;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The aggregates that can be secured; results have PostgreSQL's types. */
public final class SecureAggregates {

  /** Counts rows, or the rows in which its operand is not NULL: a BIGINT, never NULL. */
  public static final SqlAggFunction SECURE_COUNT =
      new SecureAggregateFunction(
          "SECURE_COUNT",
          ReturnTypes.BIGINT,
          OperandTypes.variadic(SqlOperandCountRanges.between(0, 1)));

  /** Adds; NULL if there is nothing to add. */
  public static final SqlAggFunction SECURE_SUM =
      new SecureAggregateFunction("SECURE_SUM", ReturnTypes.AGG_SUM, OperandTypes.NUMERIC);

  /** The mean, of exact numbers as an exact number; NULL if there is nothing to average. */
  public static final SqlAggFunction SECURE_AVG =
      new SecureAggregateFunction("SECURE_AVG", ReturnTypes.AVG_AGG_FUNCTION, OperandTypes.NUMERIC);

  /** The variance of all; exact of exact numbers; NULL if there is nothing. */
  public static final SqlAggFunction SECURE_VAR_POP = spread("SECURE_VAR_POP");

  /** The variance of a sample; NULL if there are fewer than two. */
  public static final SqlAggFunction SECURE_VAR_SAMP = spread("SECURE_VAR_SAMP");

  /** The standard deviation of all; NULL if there is nothing. */
  public static final SqlAggFunction SECURE_STDDEV_POP = spread("SECURE_STDDEV_POP");

  /** The standard deviation of a sample; NULL if there are fewer than two. */
  public static final SqlAggFunction SECURE_STDDEV_SAMP = spread("SECURE_STDDEV_SAMP");

  private static final List<SqlAggFunction> ALL =
      List.of(
          SECURE_COUNT,
          SECURE_SUM,
          SECURE_AVG,
          SECURE_VAR_POP,
          SECURE_VAR_SAMP,
          SECURE_STDDEV_POP,
          SECURE_STDDEV_SAMP);

  /** Short names, which PostgreSQL has too. */
  private static final Map<String, SqlAggFunction> ALIASES =
      Map.of("SECURE_VARIANCE", SECURE_VAR_SAMP, "SECURE_STDDEV", SECURE_STDDEV_SAMP);

  private static final String WRITTEN = "SECURE_";
  private static final String TACIT = "TACIT_";

  /** The same, where the word is not written: they may do without a ciphertext if there is none. */
  private static final List<SqlAggFunction> TACITLY =
      ALL.stream()
          .map(SecureAggregateFunction.class::cast)
          .<SqlAggFunction>map(f -> f.named(TACIT + f.getName().substring(WRITTEN.length())))
          .toList();

  private SecureAggregates() {}

  /** Returns the secure aggregate for a plain one's name, in any case. */
  public static Optional<SqlAggFunction> securing(String plainName) {
    String name = WRITTEN + plainName.toUpperCase(Locale.ROOT);
    return ALL.stream()
        .filter(f -> f.getName().equals(name))
        .findFirst()
        .or(() -> Optional.ofNullable(ALIASES.get(name)));
  }

  /** Returns the same aggregate as one that was written without the word SECURE. */
  public static SqlAggFunction tacit(SqlAggFunction written) {
    return TACITLY.get(ALL.indexOf(written));
  }

  /** Returns the same aggregate as one that was written with the word SECURE. */
  public static SqlAggFunction written(SqlAggFunction secure) {
    return isWritten(secure) ? secure : ALL.get(TACITLY.indexOf(secure));
  }

  /** Whether {@code function} is one of these, with the word or without. */
  public static boolean isSecure(SqlAggFunction function) {
    return isWritten(function) || TACITLY.contains(function);
  }

  /** Whether {@code function} is one of these, with the word. */
  public static boolean isWritten(SqlAggFunction function) {
    return ALL.contains(function);
  }

  /** Returns the name without what tells that it is secured. */
  public static String plainName(SqlAggFunction function) {
    return isSecure(function)
        ? written(function).getName().substring(WRITTEN.length())
        : function.getName();
  }

  private static SqlAggFunction spread(String name) {
    return new SecureAggregateFunction(name, ReturnTypes.AVG_AGG_FUNCTION, OperandTypes.NUMERIC);
  }

  /** Returns the operators of this package, for a validator. */
  public static SqlOperatorTable operatorTable() {
    return SqlOperatorTables.of(Stream.concat(ALL.stream(), TACITLY.stream()).toList());
  }
}
