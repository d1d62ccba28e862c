// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.error.ErrorCode;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A function or operator with PostgreSQL's types. The rewrite puts it in the place of what was
 * parsed, so that no other function of the same name is ever found.
 */
public final class TypedFunction extends SqlFunction {
  private final String id;
  private final SignatureTypes types;

  TypedFunction(String id, SqlKind kind, String name, SignatureTypes types) {
    super(name, kind, types, types, types, SqlFunctionCategory.SYSTEM);
    this.id = id;
    this.types = types;
  }

  static TypedFunction of(String id, String name, Signature signature, Nullability nullability) {
    SignatureTypes types =
        new SignatureTypes(name, ErrorCode.UNKNOWN_FUNCTION, signature, nullability);
    return new TypedFunction(id, SqlKind.OTHER_FUNCTION, name, types);
  }

  /** A function that PostgreSQL has for all types, if only they fit together. */
  static TypedFunction choice(String name, Signature signature, Nullability nullability) {
    SignatureTypes types =
        new SignatureTypes(name, ErrorCode.TYPE_MISMATCH, signature, nullability);
    return new TypedFunction(name, SqlKind.OTHER_FUNCTION, name, types);
  }

  static TypedFunction operator(
      String id, SqlKind kind, Signature signature, Nullability nullability) {
    String sign = sign(kind);
    SignatureTypes types =
        new SignatureTypes(sign, ErrorCode.TYPE_MISMATCH, signature, nullability);
    return new TypedFunction(id, kind, sign, types);
  }

  private static String sign(SqlKind kind) {
    return switch (kind) {
      case PLUS, PLUS_PREFIX -> "+";
      case MINUS, MINUS_PREFIX -> "-";
      case TIMES -> "*";
      case DIVIDE -> "/";
      case MOD -> "%";
      case IS_DISTINCT_FROM -> "IS DISTINCT FROM";
      case IS_NOT_DISTINCT_FROM -> "IS NOT DISTINCT FROM";
      default -> kind.sql;
    };
  }

  /** What it does, in one word: several names may mean the same. */
  public String id() {
    return id;
  }

  /**
   * Returns how it is called with {@code arguments}.
   *
   * @throws dev.parley.protocol.error.ParleyException TYPE_MISMATCH or UNKNOWN_FUNCTION if it
   *     cannot
   */
  public Resolution resolve(List<Argument> arguments) {
    return types.resolve(arguments);
  }

  /** Returns what gives the same with its operands exchanged; Calcite compares calls by it. */
  @Override
  public @Nullable SqlOperator reverse() {
    return Operators.of(getKind().reverse()).orElse(null);
  }

  /** Errors show operators and casts as they are written in SQL. */
  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    boolean infix = getKind() != SqlKind.OTHER_FUNCTION || getName().equals("||");
    if (getName().startsWith(Casts.PREFIX)) {
      SqlWriter.Frame frame = writer.startFunCall("CAST");
      call.operand(0).unparse(writer, 0, 0);
      writer.keyword(getName().substring("CAST ".length()));
      writer.endFunCall(frame);
    } else if (infix) {
      unparseInfix(writer, call, leftPrec + rightPrec > 0);
    } else {
      super.unparse(writer, call, leftPrec, rightPrec);
    }
  }

  private void unparseInfix(SqlWriter writer, SqlCall call, boolean enclosed) {
    SqlWriter.Frame frame = enclosed ? writer.startList("(", ")") : writer.startList("", "");
    if (call.operandCount() > 1) {
      call.operand(0).unparse(writer, 1, 1);
    }
    writer.keyword(getName());
    call.operand(call.operandCount() - 1).unparse(writer, 1, 1);
    writer.endList(frame);
  }

  /** Without Calcite's search for a function of this name. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(scope, operand);
    }
    return validateOperands(validator, scope, call);
  }
}
