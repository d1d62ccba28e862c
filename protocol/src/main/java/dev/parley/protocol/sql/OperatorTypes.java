// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.List;

/** The types that the operators of canonical SQL take and give: PostgreSQL's. */
final class OperatorTypes {
  private static final int SECOND_DIGITS = 8;
  private static final int FIELD_DIGITS = 10;
  private static final int EPOCH_DIGITS = 18;
  private static final int MICROSECOND_SCALE = 6;

  private OperatorTypes() {}

  /** Returns the type of a call, whose operands have {@code types}. */
  static ColumnType of(Expression.Call call, List<ColumnType> types) {
    ColumnType first = types.get(0);
    return switch (call.operator()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN ->
          comparison(call, types);
      case AND, OR, NOT -> conditions(types);
      case IS_NULL, IS_NOT_NULL -> SpatialTypes.requireNoPlace(first, ColumnType.BOOLEAN);
      case LIKE -> texts(types, ColumnType.BOOLEAN);
      case ADD, SUBTRACT -> sum(call.operator(), first, types.get(1));
      case MULTIPLY, DIVIDE, MODULO -> arithmetic(call.operator(), first, types.get(1));
      case NEGATE, ABS -> number(first);
      case SIGN, FLOOR, CEILING -> fractional(first, 0);
      case ROUND, TRUNCATE -> rounded(call, first);
      case SQUARE_ROOT -> approximate(first);
      case CONCAT, UPPER, LOWER, TRIM_START, TRIM_END, TRIM, REPLACE ->
          texts(types, ColumnType.VARCHAR);
      case SUBSTRING -> {
        integers(types);
        yield texts(types.subList(0, 1), ColumnType.VARCHAR);
      }
      case CHAR_LENGTH, POSITION -> texts(types, ColumnType.INTEGER);
      case OCTET_LENGTH -> octets(first);
      case DATE_PART -> field(call, types.get(1));
      case DATE_TRUNCATE -> timestamp(types.get(1));
      case PLUS_INTERVAL -> {
        integers(types);
        yield timestamp(first);
      }
      case POINT_X, POINT_Y, DISTANCE, SPHERE_DISTANCE, CELL_X, CELL_Y, INSIDE, COVERED ->
          SpatialTypes.of(call, types);
      case COALESCE -> types.stream().reduce(OperatorTypes::common).orElseThrow();
      case NULLIF -> {
        comparison(call, types);
        yield first;
      }
    };
  }

  /** Operands that databases can only be given as constants are literals. */
  static void requireLiterals(Expression.Call call) {
    List<Expression> operands = call.operands();
    List<Expression> literal =
        switch (call.operator()) {
          case CELL_X, CELL_Y -> operands.subList(1, operands.size());
          case IN,
              LIKE,
              INSIDE,
              COVERED,
              ROUND,
              TRUNCATE,
              POSITION,
              REPLACE,
              SUBSTRING,
              PLUS_INTERVAL ->
              operands.subList(1, operands.size());
          case DISTANCE, SPHERE_DISTANCE ->
              operands.stream().skip(1).filter(o -> !(o instanceof Expression.Listed)).toList();
          case DATE_PART, DATE_TRUNCATE -> operands.subList(0, 1);
          default -> List.of();
        };
    if (!literal.stream().allMatch(OperatorTypes::isConstant)) {
      throw unsupported(call.operator().word() + " with anything but constants", "constants");
    }
  }

  static boolean isConstant(Expression expression) {
    return expression instanceof Expression.Cast cast
        ? isConstant(cast.operand())
        : !(expression instanceof Expression.Column
            || expression instanceof Expression.Listed
            || expression instanceof Expression.Call
            || expression instanceof Expression.Case);
  }

  static ColumnType decimal(int precision, int scale) {
    if (scale > ColumnType.MAX_PRECISION) {
      throw unsupported(
          "Numbers of more than 38 digits after the point", "casts to fewer digits, or to DOUBLE");
    }
    return ColumnType.decimal(
        Math.max(1, Math.max(scale, Math.min(precision, ColumnType.MAX_PRECISION))), scale);
  }

  /** The type of a choice between values of two types. */
  static ColumnType common(ColumnType a, ColumnType b) {
    if (a.isText() && b.isText()) {
      return a.kind() == Kind.CHAR && b.kind() == Kind.CHAR ? a : ColumnType.VARCHAR;
    }
    if (a.isExactNumeric() && b.isExactNumeric()) {
      if (a.isInteger() && b.isInteger()) {
        return a.kind().compareTo(b.kind()) > 0 ? a : b;
      }
      int scale = Math.max(a.scale(), b.scale());
      int whole = Math.max(a.decimalDigits() - a.scale(), b.decimalDigits() - b.scale());
      return decimal(whole + scale, scale);
    }
    if (a.kind() != b.kind() || a.kind() == Kind.GEOMETRY) {
      throw Typing.mismatch("A " + a.kind(), b);
    }
    return a;
  }

  private static ColumnType comparison(Expression.Call call, List<ColumnType> types) {
    ColumnType first = types.get(0);
    for (int i = 1; i < types.size(); i++) {
      ColumnType other = types.get(i);
      boolean comparable =
          (first.isNumeric() && other.isNumeric())
              || (first.isText() && other.isText())
              || (isMoment(first) && isMoment(other))
              || (first.kind() == other.kind() && first.kind() != Kind.GEOMETRY);
      if (!comparable) {
        String word = call.operator().word();
        throw Typing.mismatch("A " + first.kind() + " to compare by " + word, other);
      }
      boolean exact = first.isExactNumeric() && other.isExactNumeric();
      if (exact && first.widen(other).isEmpty() && !isNumber(call, 0) && !isNumber(call, i)) {
        throw unsupported(
            "A comparison of %s with %s, which no type of 38 digits holds both,"
                .formatted(first, other),
            "casts to fewer digits");
      }
    }
    return ColumnType.BOOLEAN;
  }

  private static boolean isNumber(Expression.Call call, int operand) {
    return call.operands().get(operand) instanceof Expression.NumberLiteral;
  }

  private static boolean isMoment(ColumnType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  private static ColumnType conditions(List<ColumnType> types) {
    for (ColumnType type : types) {
      if (type.kind() != Kind.BOOLEAN) {
        throw Typing.mismatch("A condition", type);
      }
    }
    return ColumnType.BOOLEAN;
  }

  private static ColumnType texts(List<ColumnType> types, ColumnType result) {
    for (ColumnType type : types) {
      if (type.kind() != Kind.VARCHAR) {
        throw Typing.mismatch("A VARCHAR", type);
      }
    }
    return result;
  }

  private static ColumnType octets(ColumnType type) {
    if (type.kind() != Kind.VARBINARY) {
      throw Typing.mismatch("A VARBINARY", type);
    }
    return ColumnType.INTEGER;
  }

  /** All operands but the first are whole numbers. */
  private static void integers(List<ColumnType> types) {
    for (ColumnType type : types.subList(1, types.size())) {
      if (!type.isInteger()) {
        throw Typing.mismatch("An integer", type);
      }
    }
  }

  private static ColumnType sum(Operator operator, ColumnType a, ColumnType b) {
    if (a.kind() == Kind.DATE && b.isInteger()) {
      return ColumnType.DATE;
    }
    if (operator == Operator.SUBTRACT && a.kind() == Kind.DATE && b.kind() == Kind.DATE) {
      return ColumnType.INTEGER;
    }
    return arithmetic(operator, a, b);
  }

  private static ColumnType arithmetic(Operator operator, ColumnType a, ColumnType b) {
    if (a.kind() == Kind.DOUBLE && b.kind() == Kind.DOUBLE && operator != Operator.MODULO) {
      return a;
    }
    if (!a.isExactNumeric() || !b.isExactNumeric()) {
      throw Typing.mismatch("A number of a like kind", a.isExactNumeric() ? b : a);
    }
    if (a.isInteger() && b.isInteger()) {
      return a.kind().compareTo(b.kind()) > 0 ? a : b;
    }
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.decimalDigits() - a.scale(), b.decimalDigits() - b.scale());
    return switch (operator) {
      case MULTIPLY -> decimal(a.decimalDigits() + b.decimalDigits(), a.scale() + b.scale());
      case MODULO -> decimal(whole + scale, scale);
      case DIVIDE ->
          throw unsupported(
              "Division of DECIMALs in the owners' databases",
              "divisions of aggregates, of integers, or of values cast to DOUBLE PRECISION");
      default -> decimal(whole + scale + 1, scale);
    };
  }

  private static ColumnType number(ColumnType type) {
    if (!type.isNumeric()) {
      throw Typing.mismatch("A number", type);
    }
    return type;
  }

  private static ColumnType fractional(ColumnType type, int scale) {
    if (type.kind() == Kind.DOUBLE) {
      return type;
    }
    if (type.kind() != Kind.DECIMAL) {
      throw Typing.mismatch("A DECIMAL or DOUBLE", type);
    }
    return decimal(type.precision() - type.scale() + 1 + scale, scale);
  }

  private static ColumnType rounded(Expression.Call call, ColumnType type) {
    if (call.operands().size() == 1) {
      return fractional(type, 0);
    }
    if (type.kind() != Kind.DECIMAL
        || !(call.operands().get(1) instanceof Expression.NumberLiteral digits)) {
      throw Typing.mismatch("A DECIMAL", type);
    }
    return fractional(type, places(digits.value()));
  }

  private static int places(BigDecimal digits) {
    if (digits.signum() < 0
        || digits.scale() > 0
        || digits.compareTo(BigDecimal.valueOf(ColumnType.MAX_PRECISION)) > 0) {
      throw unsupported("Rounding to that number of digits", "0 to 38 digits");
    }
    return digits.intValueExact();
  }

  private static ColumnType approximate(ColumnType type) {
    if (type.kind() != Kind.DOUBLE) {
      throw Typing.mismatch("A DOUBLE", type);
    }
    return type;
  }

  private static ColumnType timestamp(ColumnType type) {
    if (type.kind() != Kind.TIMESTAMP) {
      throw Typing.mismatch("A TIMESTAMP", type);
    }
    return type;
  }

  private static ColumnType field(Expression.Call call, ColumnType type) {
    if (!isMoment(type) && type.kind() != Kind.TIME) {
      throw Typing.mismatch("A DATE, TIME or TIMESTAMP", type);
    }
    DateField field = DateField.of(call.operands().get(0));
    if (field.isOfTime() && type.kind() == Kind.DATE) {
      throw Typing.mismatch("A TIME or TIMESTAMP", type);
    }
    if (field.isOfDate() && type.kind() == Kind.TIME) {
      throw Typing.mismatch("A DATE or TIMESTAMP", type);
    }
    return switch (field) {
      case SECOND -> decimal(SECOND_DIGITS, MICROSECOND_SCALE);
      case EPOCH -> decimal(EPOCH_DIGITS, type.kind() == Kind.DATE ? 0 : MICROSECOND_SCALE);
      default -> decimal(FIELD_DIGITS, 0);
    };
  }

  /** The type of a cast, if there is one that is the same in all databases. */
  static ColumnType cast(ColumnType from, ColumnType to) {
    boolean possible =
        (from.isNumeric() && to.isNumeric())
            || (from.isText() && to.isText())
            || (from.kind() == to.kind() && hasCasts(from))
            || (isMoment(from) && isMoment(to))
            || (from.kind() == Kind.TIMESTAMP && to.kind() == Kind.TIME)
            || (from.isExactNumeric() && to.isText())
            || (from.kind() == Kind.DATE && to.isText())
            || (from.kind() == Kind.BOOLEAN && (to.kind() == Kind.INTEGER || to.isText()))
            || (from.kind() == Kind.INTEGER && to.kind() == Kind.BOOLEAN);
    if (!possible) {
      throw unsupported(
          "CAST of " + from.kind() + " to " + to.kind() + " in the owners' databases",
          "values of the types that the columns have");
    }
    return to;
  }

  private static boolean hasCasts(ColumnType type) {
    return type.kind() != Kind.GEOMETRY && type.kind() != Kind.VARBINARY;
  }

  static ParleyException unsupported(String what, String instead) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED, what + " is not supported", "Use " + instead + ".");
  }
}
