// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Casts that are written in a statement: one function for each type that is cast to. */
public final class Casts {
  /** The id of every cast. */
  public static final String ID = "CAST";

  /** What the names of casts begin with; the type follows. */
  static final String PREFIX = "CAST AS ";

  private static final TypedFunction TO_EXACT = cast("DECIMAL", Casts::exact);
  private static final TypedFunction TO_PRINTED =
      TypedFunction.of(ID, "CONCAT", TextSignatures::printed, Nullability.ANY);

  private Casts() {}

  /** Returns {@code CAST(operand AS type)}. */
  public static SqlCall to(ColumnType type, SqlNode operand) {
    return cast(type.toString(), arguments -> explicit(arguments, type))
        .createCall(operand.getParserPosition(), operand);
  }

  /** Returns a cast to a DECIMAL that holds every value of the operand's type. */
  public static SqlCall toExact(SqlNode operand) {
    return TO_EXACT.createCall(operand.getParserPosition(), operand);
  }

  /** Returns the text that CONCAT makes of {@code operand}. */
  public static SqlCall toPrinted(SqlNode operand) {
    return TO_PRINTED.createCall(operand.getParserPosition(), operand);
  }

  /** Whether {@code node} is such a cast. */
  public static boolean isCast(SqlNode node) {
    return node instanceof SqlCall call
        && call.getOperator() instanceof TypedFunction function
        && function.id().equals(ID);
  }

  /** Returns what is cast, if it is a literal: a value of a parameter, say. */
  public static SqlNode uncast(SqlNode node) {
    if (isCast(node) && ((SqlCall) node).operand(0) instanceof SqlLiteral literal) {
      return literal;
    }
    return node;
  }

  private static TypedFunction cast(String type, Signature signature) {
    String name = PREFIX + type;
    SignatureTypes types =
        new SignatureTypes(name, ErrorCode.TYPE_MISMATCH, signature, Nullability.ANY);
    return new TypedFunction(ID, SqlKind.OTHER_FUNCTION, name, types);
  }

  private static Optional<Resolution> explicit(List<Argument> arguments, ColumnType to) {
    ColumnType from = arguments.get(0).type().orElse(to);
    if (from.kind() == Kind.CHAR && to.kind() == Kind.VARBINARY) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED, "A cast of CHAR to VARBINARY is not supported", "Use VARCHAR.");
    }
    return isPossible(from, to) ? Optional.of(new Resolution(List.of(from), to)) : Optional.empty();
  }

  private static Optional<Resolution> exact(List<Argument> arguments) {
    ColumnType from = arguments.get(0).type().orElse(ColumnType.VARCHAR);
    if (!from.isExactNumeric()) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A cast of %s to DECIMAL without precision and scale is not supported".formatted(from),
          "Write DECIMAL(precision, scale).");
    }
    return Optional.of(new Resolution(List.of(from), OneKind.exact(from)));
  }

  /** Whether PostgreSQL can cast so, if asked to. */
  public static boolean isPossible(ColumnType from, ColumnType to) {
    if (from.isText() || to.isText() || from.kind() == to.kind()) {
      return true;
    }
    if (from.isNumeric()) {
      return to.isNumeric() || (from.kind() == Kind.INTEGER && to.kind() == Kind.BOOLEAN);
    }
    return switch (from.kind()) {
      case BOOLEAN -> to.kind() == Kind.INTEGER;
      case DATE -> to.kind() == Kind.TIMESTAMP;
      case TIMESTAMP -> to.kind() == Kind.DATE || to.kind() == Kind.TIME;
      default -> false;
    };
  }
}
