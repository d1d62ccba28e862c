// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;

/** The functions by name; statistics and casts stand apart. */
public final class Functions {
  public static final TypedFunction CONCATENATE =
      TypedFunction.of("CONCAT", "||", TextSignatures::concatenation, Nullability.ANY);
  public static final TypedFunction LIKE =
      TypedFunction.of("LIKE", "LIKE", TextSignatures::like, Nullability.ANY);
  public static final TypedFunction POSITION = text("POSITION", 2, ColumnType.INTEGER);
  public static final TypedFunction SUBSTRING = text("SUBSTRING", 1, ColumnType.VARCHAR);
  public static final TypedFunction UPPER = text("UPPER", 1, ColumnType.VARCHAR);
  public static final TypedFunction LOWER = text("LOWER", 1, ColumnType.VARCHAR);
  public static final TypedFunction CHAR_LENGTH = text("CHAR_LENGTH", 1, ColumnType.INTEGER);
  public static final TypedFunction LENGTH =
      TypedFunction.of("LENGTH", "LENGTH", TextSignatures::length, Nullability.ANY);
  public static final TypedFunction OCTET_LENGTH =
      TypedFunction.of(
          "OCTET_LENGTH", "OCTET_LENGTH", TextSignatures::octetLength, Nullability.ANY);
  public static final TypedFunction TRIM = text("TRIM", 2, ColumnType.VARCHAR);
  public static final TypedFunction LTRIM = text("LTRIM", 2, ColumnType.VARCHAR);
  public static final TypedFunction RTRIM = text("RTRIM", 2, ColumnType.VARCHAR);
  public static final TypedFunction REPLACE = text("REPLACE", 3, ColumnType.VARCHAR);
  public static final TypedFunction LEFT = text("LEFT", 1, ColumnType.VARCHAR);
  public static final TypedFunction RIGHT = text("RIGHT", 1, ColumnType.VARCHAR);
  public static final TypedFunction STARTS_WITH = text("STARTS_WITH", 2, ColumnType.BOOLEAN);

  public static final TypedFunction ABS =
      TypedFunction.of("ABS", "ABS", NumericSignatures.same(type -> type), Nullability.ANY);
  public static final TypedFunction SIGN =
      TypedFunction.of(
          "SIGN",
          "SIGN",
          NumericSignatures.inexact(type -> ColumnType.decimal(1, 0)),
          Nullability.ANY);
  public static final TypedFunction FLOOR =
      TypedFunction.of(
          "FLOOR", "FLOOR", NumericSignatures.inexact(NumericSignatures::whole), Nullability.ANY);
  public static final TypedFunction CEIL =
      TypedFunction.of(
          "CEIL", "CEIL", NumericSignatures.inexact(NumericSignatures::whole), Nullability.ANY);
  public static final TypedFunction ROUND =
      TypedFunction.of("ROUND", "ROUND", NumericSignatures::rounding, Nullability.ANY);
  public static final TypedFunction TRUNC =
      TypedFunction.of("TRUNC", "TRUNC", NumericSignatures::rounding, Nullability.ANY);
  public static final TypedFunction SQRT =
      TypedFunction.of(
          "SQRT", "SQRT", NumericSignatures.inexact(NumericSignatures::root), Nullability.ANY);
  public static final TypedFunction POWER = approximate("POWER");
  public static final TypedFunction EXP = approximate("EXP");
  public static final TypedFunction LN = approximate("LN");
  public static final TypedFunction LOG10 = approximate("LOG10");

  public static final TypedFunction GREATEST =
      TypedFunction.choice("GREATEST", ChoiceSignatures::oneOf, Nullability.ALL);
  public static final TypedFunction LEAST =
      TypedFunction.choice("LEAST", ChoiceSignatures::oneOf, Nullability.ALL);
  public static final TypedFunction COALESCE =
      TypedFunction.choice("COALESCE", ChoiceSignatures::oneOf, Nullability.ALL);
  public static final TypedFunction NULLIF =
      TypedFunction.choice("NULLIF", ChoiceSignatures::nullIf, Nullability.ALWAYS);
  public static final TypedFunction CASE =
      TypedFunction.choice("CASE", ChoiceSignatures::choice, Nullability.CHOICE);

  public static final TypedFunction EXTRACT =
      TypedFunction.of("EXTRACT", "EXTRACT", TimeSignatures::extract, Nullability.ANY);
  public static final TypedFunction DATE_TRUNC =
      TypedFunction.of("DATE_TRUNC", "DATE_TRUNC", TimeSignatures::truncation, Nullability.ANY);
  public static final TypedFunction FLOOR_TO =
      TypedFunction.of("FLOOR_TO", "FLOOR", TimeSignatures::floor, Nullability.ANY);
  public static final TypedFunction ADD_INTERVAL =
      TypedFunction.of("ADD_INTERVAL", "+", TimeSignatures::shift, Nullability.ANY);

  /** In the order in which people read them. */
  public static final List<TypedFunction> ALL =
      List.of(
          CONCATENATE,
          LIKE,
          POSITION,
          SUBSTRING,
          UPPER,
          LOWER,
          CHAR_LENGTH,
          LENGTH,
          OCTET_LENGTH,
          TRIM,
          LTRIM,
          RTRIM,
          REPLACE,
          LEFT,
          RIGHT,
          STARTS_WITH,
          ABS,
          SIGN,
          FLOOR,
          CEIL,
          ROUND,
          TRUNC,
          SQRT,
          POWER,
          EXP,
          LN,
          LOG10,
          GREATEST,
          LEAST,
          COALESCE,
          NULLIF,
          CASE,
          EXTRACT,
          DATE_TRUNC,
          FLOOR_TO,
          ADD_INTERVAL);

  private Functions() {}

  private static TypedFunction text(String name, int texts, ColumnType result) {
    return TypedFunction.of(name, name, TextSignatures.of(texts, result), Nullability.ANY);
  }

  private static TypedFunction approximate(String name) {
    return TypedFunction.of(name, name, NumericSignatures.approximate(name), Nullability.ANY);
  }
}
