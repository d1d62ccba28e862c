// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;

/** Arithmetic and comparisons, by the kinds that Calcite knows them by. */
public final class Operators {
  private static final Map<SqlKind, TypedFunction> BY_KIND = byKind();

  private Operators() {}

  /** Returns the operator that means what Calcite's operators of {@code kind} mean. */
  public static Optional<TypedFunction> of(SqlKind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  private static Map<SqlKind, TypedFunction> byKind() {
    Map<SqlKind, TypedFunction> map = new EnumMap<>(SqlKind.class);
    Signature add =
        or(TimeSignatures::plusDays, NumericSignatures.arithmetic(NumericSignatures::sum));
    Signature subtract =
        or(TimeSignatures::minusDays, NumericSignatures.arithmetic(NumericSignatures::sum));
    put(map, "ADD", SqlKind.PLUS, add);
    put(map, "SUBTRACT", SqlKind.MINUS, subtract);
    put(map, "MULTIPLY", SqlKind.TIMES, NumericSignatures.arithmetic(NumericSignatures::product));
    put(map, "DIVIDE", SqlKind.DIVIDE, NumericSignatures.arithmetic(NumericSignatures::quotient));
    put(map, "MODULO", SqlKind.MOD, NumericSignatures::modulo);
    put(map, "NEGATE", SqlKind.MINUS_PREFIX, NumericSignatures.same(type -> type));
    put(map, "POSITIVE", SqlKind.PLUS_PREFIX, NumericSignatures.same(type -> type));
    put(map, "EQUAL", SqlKind.EQUALS, ChoiceSignatures::comparison);
    put(map, "NOT_EQUAL", SqlKind.NOT_EQUALS, ChoiceSignatures::comparison);
    put(map, "LESS", SqlKind.LESS_THAN, ChoiceSignatures::comparison);
    put(map, "LESS_OR_EQUAL", SqlKind.LESS_THAN_OR_EQUAL, ChoiceSignatures::comparison);
    put(map, "GREATER", SqlKind.GREATER_THAN, ChoiceSignatures::comparison);
    put(map, "GREATER_OR_EQUAL", SqlKind.GREATER_THAN_OR_EQUAL, ChoiceSignatures::comparison);
    for (SqlKind kind : new SqlKind[] {SqlKind.IS_DISTINCT_FROM, SqlKind.IS_NOT_DISTINCT_FROM}) {
      Signature comparison = ChoiceSignatures::comparison;
      map.put(kind, TypedFunction.operator(kind.name(), kind, comparison, Nullability.NEVER));
    }
    return Collections.unmodifiableMap(map);
  }

  private static void put(
      Map<SqlKind, TypedFunction> map, String id, SqlKind kind, Signature signature) {
    map.put(kind, TypedFunction.operator(id, kind, signature, Nullability.ANY));
  }

  private static Signature or(Signature first, Signature second) {
    return arguments -> first.resolve(arguments).or(() -> second.resolve(arguments));
  }
}
