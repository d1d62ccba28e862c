// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.sql.function.Casts;
import dev.parley.sql.secureagg.SecureOperator;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Util;

/** The label of an item of a select list, as PostgreSQL's {@code FigureColname} finds it. */
public final class Labels {
  /** The label of an item that has no name. */
  public static final String NAMELESS = "?column?";

  private Labels() {}

  /** Returns the alias as written, else the name that the item suggests. */
  public static String of(SqlNode item) {
    if (item.getKind() == SqlKind.AS
        && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias) {
      return alias.getSimple();
    }
    return strong(item).or(() -> weak(item)).orElse(NAMELESS);
  }

  private static Optional<String> strong(SqlNode item) {
    if (item instanceof SqlIdentifier id) {
      if (StatementTime.isMeant(id)) {
        return Optional.of(id.getSimple().toLowerCase(Locale.ROOT));
      }
      return Optional.of(Util.last(id.names));
    }
    if (item instanceof SqlCase choice) {
      return Optional.ofNullable(choice.getElseOperand()).flatMap(Labels::strong);
    }
    if (!(item instanceof SqlCall call)) {
      return Optional.empty();
    }
    if (call.getOperator() instanceof SecureOperator
        || call.getKind() == SqlKind.CAST
        || Casts.isCast(call)
        || call.getKind() == SqlKind.FILTER) {
      return strong(call.operand(0));
    }
    return call.getOperator() instanceof SqlFunction function
        ? Optional.of(functionName(function, call))
        : Optional.empty();
  }

  private static String functionName(SqlFunction function, SqlCall call) {
    if (function instanceof SqlTrimFunction) {
      String side = call.operand(0).toString();
      return side.equals("BOTH") ? "btrim" : side.equals("LEADING") ? "ltrim" : "rtrim";
    }
    String name = function.getName().toLowerCase(Locale.ROOT);
    return name.startsWith("{fn ") ? name.substring("{fn ".length(), name.length() - 1) : name;
  }

  private static Optional<String> weak(SqlNode item) {
    if (item.getKind() == SqlKind.CASE) {
      return Optional.of("case");
    }
    if (item instanceof SqlUnknownLiteral literal) {
      return Optional.of(literal.tag.toLowerCase(Locale.ROOT));
    }
    if (item instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.BOOLEAN) {
      return Optional.of("bool");
    }
    if (item.getKind() == SqlKind.CAST
        && ((SqlCall) item).operand(1) instanceof SqlDataTypeSpec type) {
      return Optional.of(typeName(type.getTypeName().getSimple().toUpperCase(Locale.ROOT)));
    }
    return Optional.empty();
  }

  private static String typeName(String sqlName) {
    return switch (sqlName) {
      case "SMALLINT" -> "int2";
      case "INTEGER", "INT" -> "int4";
      case "BIGINT" -> "int8";
      case "DECIMAL" -> "numeric";
      case "DOUBLE", "FLOAT" -> "float8";
      case "CHAR" -> "bpchar";
      case "BOOLEAN" -> "bool";
      default -> sqlName.toLowerCase(Locale.ROOT);
    };
  }
}
