// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Casts;
import dev.parley.sql.function.Functions;
import dev.parley.sql.function.Operators;
import dev.parley.sql.function.TypedFunction;
import dev.parley.sql.type.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlLiteralChainOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes functions, operators, casts and choices with our own functions, whose types are
 * PostgreSQL's. What is not known here stays as it was, and is refused later.
 */
final class PlainFunctions extends SqlShuttle {
  private final StatementTime time;

  PlainFunctions(StatementTime time) {
    this.time = time;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    return StatementTime.isMeant(name)
        ? time.literal(name.getSimple(), name.getParserPosition())
        : name;
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return TimeLiterals.of(literal).orElse(literal);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getOperator() instanceof TypedFunction) {
      return super.visit(call);
    }
    return switch (call.getKind()) {
      case CAST -> cast(call);
      case AS -> named(call, call.getOperandList());
      default -> {
        SqlNode visited = super.visit(call);
        yield visited instanceof SqlCall plain ? of(plain) : visited;
      }
    };
  }

  private SqlNode cast(SqlCall call) {
    SqlNode operand = visited(call.operand(0));
    if (call.operandCount() != 2 || !(call.operand(1) instanceof SqlDataTypeSpec type)) {
      throw unsupported("A cast to such a type");
    }
    return TypeNames.of(type)
        .map(to -> Casts.to(to, operand))
        .orElseGet(() -> Casts.toExact(operand));
  }

  /** An alias is a name, whatever it is. */
  private SqlNode named(SqlCall as, List<SqlNode> operands) {
    List<SqlNode> rewritten = new ArrayList<>(operands);
    rewritten.set(0, visited(operands.get(0)));
    return as.getOperator().createCall(as.getParserPosition(), rewritten);
  }

  private SqlNode visited(SqlNode node) {
    SqlNode visited = node.accept(this);
    if (visited == null) {
      throw new IllegalStateException("A rewrite removed an operand");
    }
    return visited;
  }

  /** Writes a call whose operands are written already. */
  private SqlNode of(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return switch (call.getKind()) {
      case PLUS, MINUS -> sum(call);
      case CASE -> choice((SqlCase) call);
      case EXTRACT ->
          Functions.EXTRACT.createCall(position, unit(call.operand(0)), call.operand(1));
      case FLOOR, CEIL -> rounded(call);
      case POSITION -> position(call);
      case TRIM -> trimmed(call);
      case LIKE -> like(call);
      case TIMESTAMP_ADD -> shifted(call);
      case LITERAL_CHAIN -> SqlLiteralChainOperator.concatenateOperands(call);
      default -> named(call).or(() -> operator(call)).orElse(call);
    };
  }

  private static Optional<SqlNode> operator(SqlCall call) {
    if (call.getOperator().equals(SqlStdOperatorTable.CONCAT)) {
      return Optional.of(
          Functions.CONCATENATE.createCall(call.getParserPosition(), call.getOperandList()));
    }
    return Operators.of(call.getKind())
        .map(o -> o.createCall(call.getParserPosition(), call.getOperandList()));
  }

  private static SqlNode sum(SqlCall call) {
    boolean minus = call.getKind() == SqlKind.MINUS;
    Optional<Intervals> first = Intervals.of(call.operand(0));
    Optional<Intervals> second = Intervals.of(call.operand(1));
    SqlParserPos position = call.getParserPosition();
    if (second.isPresent()) {
      Intervals span = minus ? second.get().negated() : second.get();
      return span.addedTo(call.operand(0), position);
    }
    if (first.isPresent() && !minus) {
      return first.get().addedTo(call.operand(1), position);
    }
    return operator(call).orElse(call);
  }

  private static SqlNode choice(SqlCase choice) {
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < choice.getWhenOperands().size(); i++) {
      operands.add(choice.getWhenOperands().get(i));
      operands.add(choice.getThenOperands().get(i));
    }
    SqlParserPos position = choice.getParserPosition();
    SqlNode otherwise = choice.getElseOperand();
    operands.add(otherwise == null ? SqlLiteral.createNull(position) : otherwise);
    return Functions.CASE.createCall(position, operands);
  }

  private static SqlNode unit(SqlNode qualifier) {
    String name = qualifier.toString().replace("`", "").toUpperCase(Locale.ROOT);
    return FunctionNames.text(name, qualifier.getParserPosition());
  }

  private static SqlNode rounded(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    boolean floor = call.getKind() == SqlKind.FLOOR;
    if (call.operandCount() == 1) {
      return (floor ? Functions.FLOOR : Functions.CEIL).createCall(position, call.getOperandList());
    }
    if (!floor) {
      throw unsupported("CEIL to a unit of time");
    }
    return Functions.FLOOR_TO.createCall(position, unit(call.operand(1)), call.operand(0));
  }

  private static SqlNode position(SqlCall call) {
    if (call.operandCount() != 2) {
      throw unsupported("POSITION with FROM");
    }
    return Functions.POSITION.createCall(call.getParserPosition(), call.getOperandList());
  }

  private static SqlNode trimmed(SqlCall call) {
    SqlTrimFunction.Flag side =
        ((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
    TypedFunction function =
        switch (side) {
          case BOTH -> Functions.TRIM;
          case LEADING -> Functions.LTRIM;
          case TRAILING -> Functions.RTRIM;
        };
    return function.createCall(call.getParserPosition(), call.operand(2), call.<SqlNode>operand(1));
  }

  private static SqlNode like(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    if (!operator.isCaseSensitive()) {
      throw unsupported("ILIKE");
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode escape = call.operandCount() > 2 ? call.operand(2) : FunctionNames.text("\\", position);
    SqlNode like = Functions.LIKE.createCall(position, call.operand(0), call.operand(1), escape);
    return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(position, like) : like;
  }

  private static SqlNode shifted(SqlCall call) {
    return Intervals.times(Casts.uncast(call.operand(1)), call.operand(0))
        .addedTo(call.operand(2), call.getParserPosition());
  }

  private Optional<SqlNode> named(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)
        || call.getFunctionQuantifier() != null) {
      return Optional.empty();
    }
    SqlParserPos position = call.getParserPosition();
    if (function instanceof SqlJdbcFunctionCall) {
      return escaped(function.getName(), call);
    }
    SqlIdentifier id = function.getNameAsId();
    if (!id.isSimple()) {
      return Optional.empty();
    }
    String name = id.getSimple().toUpperCase(Locale.ROOT);
    if (call.operandCount() == 0 && StatementTime.FUNCTIONS.contains(name)) {
      return Optional.of(time.literal(name, position));
    }
    return FunctionNames.call(name, position, call.getOperandList());
  }

  /** JDBC's <code>{fn NAME(…)}</code>, as far as it differs from a function of that name. */
  private Optional<SqlNode> escaped(String written, SqlCall call) {
    String name =
        written.substring("{fn ".length(), written.length() - 1).strip().toUpperCase(Locale.ROOT);
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> arguments = call.getOperandList();
    if (arguments.isEmpty() && StatementTime.FUNCTIONS.contains(name)) {
      return Optional.of(time.literal(name, position));
    }
    Optional<SqlNode> known =
        switch (name) {
          case "LOG" -> FunctionNames.call("LN", position, arguments);
          case "IFNULL" -> FunctionNames.call("COALESCE", position, arguments);
          case "CONCAT" -> Optional.of(Functions.CONCATENATE.createCall(position, arguments));
          case "TIMESTAMPADD" -> Optional.of(shifted(call));
          case "CONVERT" -> Optional.of(Casts.to(sqlType(arguments.get(1)), arguments.get(0)));
          default -> FunctionNames.call(name, position, arguments);
        };
    return Optional.of(known.orElseThrow(() -> unsupported("{fn " + name + "}")));
  }

  private static ColumnType sqlType(SqlNode type) {
    String name = type.toString().toUpperCase(Locale.ROOT).replace("SQL_", "");
    return switch (name) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "SMALLINT" -> ColumnType.SMALLINT;
      case "INTEGER" -> ColumnType.INTEGER;
      case "BIGINT" -> ColumnType.BIGINT;
      case "DOUBLE", "FLOAT" -> ColumnType.DOUBLE;
      case "VARCHAR", "LONGVARCHAR" -> ColumnType.VARCHAR;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      default -> throw unsupported("{fn CONVERT} to " + name);
    };
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        what + " is not supported",
        "See the manual for the functions and types that there are.");
  }
}
