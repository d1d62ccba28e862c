// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyTypeSystem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Signatures of functions of numbers. */
final class NumericSignatures {
  private static final int MAX = ColumnType.MAX_PRECISION;

  private NumericSignatures() {}

  /** An operator of two numbers, whose result for two DECIMALs {@code exact} tells. */
  static Signature arithmetic(BinaryOperator<ColumnType> exact) {
    return arguments -> {
      boolean numbers = arguments.stream().allMatch(Argument::mayBeNumeric);
      if (!numbers || arguments.stream().allMatch(Argument::isUntyped)) {
        return Optional.empty();
      }
      return OneKind.of(arguments)
          .map(
              operands -> {
                ColumnType first = operands.get(0);
                ColumnType result =
                    first.kind() == Kind.DECIMAL ? exact.apply(first, operands.get(1)) : first;
                return new Resolution(operands, result);
              });
    };
  }

  /** Sums and differences have the larger scale, and may have one digit more. */
  static ColumnType sum(ColumnType a, ColumnType b) {
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    return OneKind.clamped(whole + 1 + scale, scale);
  }

  /** Products have the sum of both scales. */
  static ColumnType product(ColumnType a, ColumnType b) {
    int scale = a.scale() + b.scale();
    if (scale > MAX) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A product has %d digits after the point, more than %d".formatted(scale, MAX),
          "Round the factors, or cast them to DOUBLE PRECISION.");
    }
    return OneKind.clamped(a.precision() + b.precision(), scale);
  }

  /** Quotients bring as many digits as PostgreSQL's; this many are declared. */
  static ColumnType quotient(ColumnType a, ColumnType b) {
    int scale = Math.max(ParleyTypeSystem.QUOTIENT_SCALE, Math.max(a.scale(), b.scale()));
    return ColumnType.decimal(MAX, scale);
  }

  static ColumnType remainder(ColumnType a, ColumnType b) {
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    return OneKind.clamped(whole + scale, scale);
  }

  /** As {@code arithmetic}, but PostgreSQL has no remainder of doubles. */
  static Optional<Resolution> modulo(List<Argument> arguments) {
    return arithmetic(NumericSignatures::remainder)
        .resolve(arguments)
        .filter(r -> r.result().kind() != Kind.DOUBLE);
  }

  /** A function of one number that keeps its type; a quoted number is a DOUBLE. */
  static Signature same(UnaryOperator<ColumnType> exact) {
    return arguments ->
        Optional.of(arguments.get(0))
            .filter(Argument::mayBeNumeric)
            .map(
                argument -> {
                  ColumnType type = argument.type().orElse(ColumnType.DOUBLE);
                  ColumnType result = type.kind() == Kind.DECIMAL ? exact.apply(type) : type;
                  return new Resolution(List.of(type), result);
                });
  }

  /** A function of DECIMAL or DOUBLE; integers become DOUBLE, as PostgreSQL prefers it. */
  static Signature inexact(UnaryOperator<ColumnType> exact) {
    return arguments ->
        Optional.of(arguments.get(0))
            .filter(Argument::mayBeNumeric)
            .map(
                argument -> {
                  ColumnType type =
                      argument
                          .type()
                          .filter(t -> t.kind() == Kind.DECIMAL)
                          .orElse(ColumnType.DOUBLE);
                  ColumnType result = type.kind() == Kind.DECIMAL ? exact.apply(type) : type;
                  return new Resolution(List.of(type), result);
                });
  }

  /** A whole number of as many digits, and one more for the carry. */
  static ColumnType whole(ColumnType type) {
    return OneKind.clamped(type.precision() - type.scale() + 1, 0);
  }

  /** ROUND and TRUNC: of any number, or of an exact number to so many digits. */
  static Optional<Resolution> rounding(List<Argument> arguments) {
    if (arguments.size() == 1) {
      return inexact(NumericSignatures::whole).resolve(arguments);
    }
    Argument number = arguments.get(0);
    Argument digits = arguments.get(1);
    boolean exact = number.isUntyped() || number.type().get().isExactNumeric();
    if (!exact || !digits.mayBeInteger()) {
      return Optional.empty();
    }
    ColumnType type = number.type().map(OneKind::exact).orElse(ColumnType.decimal(MAX, 0));
    ColumnType result = rounded(type, digits);
    return Optional.of(new Resolution(List.of(type, ColumnType.INTEGER), result));
  }

  private static ColumnType rounded(ColumnType type, Argument digits) {
    if (digits.constant().orElse(null) instanceof BigDecimal number) {
      int scale = number.max(BigDecimal.ZERO).min(BigDecimal.valueOf(MAX + 1L)).intValue();
      if (scale > MAX) {
        throw new ParleyException(
            ErrorCode.NOT_SUPPORTED,
            "More than %d digits after the point are not supported".formatted(MAX),
            "Ask for fewer digits.");
      }
      return OneKind.clamped(type.precision() - type.scale() + 1 + scale, scale);
    }
    if (!digits.isUntyped()) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A number of digits that is not a constant is not supported",
          "Write the number of digits to round to as a number.");
    }
    return ColumnType.decimal(MAX, type.scale());
  }

  /** A function that is computed in DOUBLE; digits of numeric are PostgreSQL's own affair. */
  static Signature approximate(String name) {
    return arguments -> {
      if (!arguments.stream().allMatch(Argument::mayBeNumeric)) {
        return Optional.empty();
      }
      boolean approximate =
          arguments.stream().anyMatch(a -> a.mayBe(Kind.DOUBLE) && !a.isUntyped());
      boolean decimal = arguments.stream().anyMatch(a -> !a.isUntyped() && a.mayBe(Kind.DECIMAL));
      if (decimal && !approximate) {
        throw new ParleyException(
            ErrorCode.NOT_SUPPORTED,
            "%s of a DECIMAL is not supported".formatted(name),
            "Cast its argument to DOUBLE PRECISION.");
      }
      return Optional.of(Resolution.allOf(ColumnType.DOUBLE, arguments.size(), ColumnType.DOUBLE));
    };
  }

  /** The square root of a DECIMAL has at least 16 significant digits. */
  static ColumnType root(ColumnType type) {
    return ColumnType.decimal(MAX, Math.max(ParleyTypeSystem.QUOTIENT_SCALE, type.scale()));
  }

  /** Of a count, a sum and a sum of squares: exact numbers, or DOUBLE. */
  static Optional<Resolution> spread(List<Argument> arguments) {
    ColumnType sum = arguments.get(1).type().orElse(ColumnType.DOUBLE);
    ColumnType squares = arguments.get(2).type().orElse(ColumnType.DOUBLE);
    ColumnType result =
        sum.kind() == Kind.DOUBLE
            ? ColumnType.DOUBLE
            : quotient(OneKind.exact(sum), OneKind.exact(sum));
    return Optional.of(new Resolution(List.of(ColumnType.BIGINT, sum, squares), result));
  }
}
