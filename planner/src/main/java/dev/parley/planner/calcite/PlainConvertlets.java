// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.sql.function.TypedFunction;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts functions and comparisons as they stand. Calcite casts their operands to one type first,
 * which makes 10.5 an integer when it is compared with a DECIMAL(38, 0).
 */
final class PlainConvertlets implements SqlRexConvertletTable {
  static final PlainConvertlets INSTANCE = new PlainConvertlets();

  private PlainConvertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    boolean plain = call.getOperator() instanceof TypedFunction || call.isA(SqlKind.COMPARISON);
    return plain ? PlainConvertlets::asItStands : StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode asItStands(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    return rex.makeCall(
        call.getOperator(),
        call.getOperandList().stream().map(context::convertExpression).toList());
  }
}
