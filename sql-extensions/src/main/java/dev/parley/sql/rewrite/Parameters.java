// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Casts;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Puts values in the places of a statement's question marks. */
public final class Parameters extends SqlShuttle {
  private final List<Value> values;

  /**
   * A value as a statement can hold it.
   *
   * @param text as PostgreSQL prints it; empty for NULL
   * @param type empty for a text that takes the type that is wanted, like one in quotes
   */
  public record Value(Optional<String> text, Optional<ColumnType> type) {}

  /**
   * @param values in the order of the question marks, at least as many
   */
  public Parameters(List<Value> values) {
    this.values = List.copyOf(values);
  }

  /** Returns how many question marks there are in {@code statement}. */
  public static int count(SqlNode statement) {
    int[] count = {0};
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            count[0] = Math.max(count[0], parameter.getIndex() + 1);
            return null;
          }
        });
    return count[0];
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    Value value = values.get(parameter.getIndex());
    SqlParserPos position = parameter.getParserPosition();
    SqlNode literal =
        value
            .text()
            .<SqlNode>map(text -> literal(text, value.type(), position))
            .orElseGet(() -> SqlLiteral.createNull(position));
    // As a cast it is never taken for the number of a column, as in ORDER BY 1.
    return value.type().<SqlNode>map(type -> Casts.to(type, literal)).orElse(literal);
  }

  private static SqlNode literal(String text, Optional<ColumnType> type, SqlParserPos position) {
    return type.filter(ColumnType::isExactNumeric).isPresent()
        ? SqlLiteral.createExactNumeric(text, position)
        : SqlLiteral.createCharString(text, "UTF-8", position);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (!(call instanceof SqlOrderBy order)) {
      return super.visit(call);
    }
    SqlNode query = order.query.accept(this);
    SqlNode items = order.orderList.accept(this);
    if (query == null || items == null) {
      throw new IllegalStateException("A rewrite removed a part of a query");
    }
    return SqlOrderBy.OPERATOR.createCall(
        order.getParserPosition(), query, items, rows(order.offset), rows(order.fetch));
  }

  /** LIMIT and OFFSET are literals; NULL is as good as none. */
  private @Nullable SqlNode rows(@Nullable SqlNode number) {
    if (!(number instanceof SqlDynamicParam parameter)) {
      return number;
    }
    return values
        .get(parameter.getIndex())
        .text()
        .map(text -> rows(text, parameter.getParserPosition()))
        .orElse(null);
  }

  private static SqlNode rows(String text, SqlParserPos position) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "LIMIT and OFFSET of anything but a whole number are not supported",
          "Set a whole number, not below zero.");
    }
    return SqlLiteral.createExactNumeric(text, position);
  }
}
