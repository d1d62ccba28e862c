// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.sql.type.CalciteTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What is known of an argument of a function.
 *
 * @param type empty for NULL, a quoted literal or a parameter: these take the type that is wanted
 * @param constant a BigDecimal or a String, if the argument is such a literal
 */
public record Argument(Optional<ColumnType> type, Optional<Object> constant) {
  /** NULL, a text in quotes, or a parameter. */
  public static final Argument UNTYPED = new Argument(Optional.empty(), Optional.empty());

  /** An argument of a type, and of no known value. */
  public static Argument of(ColumnType type) {
    return new Argument(Optional.of(type), Optional.empty());
  }

  static List<Argument> all(SqlOperatorBinding binding) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < binding.getOperandCount(); i++) {
      arguments.add(of(binding, i));
    }
    return arguments;
  }

  private static Argument of(SqlOperatorBinding binding, int i) {
    RelDataType type = binding.getOperandType(i);
    if (binding.isOperandNull(i, false)
        || isParameter(binding, i)
        || type.getSqlTypeName() == SqlTypeName.NULL
        || type.getSqlTypeName() == SqlTypeName.UNKNOWN) {
      return UNTYPED;
    }
    if (!binding.isOperandLiteral(i, false)) {
      return of(CalciteTypes.of(type));
    }
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR ->
          new Argument(
              Optional.empty(),
              Optional.ofNullable(binding.getOperandLiteralValue(i, String.class)));
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
          new Argument(
              Optional.of(CalciteTypes.of(type)),
              Optional.ofNullable(binding.getOperandLiteralValue(i, BigDecimal.class)));
      default -> of(CalciteTypes.of(type));
    };
  }

  /** Once Calcite has found a type for it, it must not look typed. */
  private static boolean isParameter(SqlOperatorBinding binding, int i) {
    return binding instanceof SqlCallBinding call && call.operand(i) instanceof SqlDynamicParam;
  }

  boolean isUntyped() {
    return type.isEmpty();
  }

  /** Whether this is of that kind, or can become so. */
  boolean mayBe(ColumnType.Kind kind) {
    return type.isEmpty() || type.get().kind() == kind;
  }

  boolean mayBeText() {
    return type.isEmpty() || type.get().isText();
  }

  boolean mayBeNumeric() {
    return type.isEmpty() || type.get().isNumeric();
  }

  /** As a count or a position: PostgreSQL widens SMALLINT, but narrows nothing. */
  boolean mayBeInteger() {
    return type.isEmpty()
        || type.get().kind() == ColumnType.Kind.SMALLINT
        || type.get().kind() == ColumnType.Kind.INTEGER;
  }
}
