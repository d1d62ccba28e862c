// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import static dev.parley.sql.secureagg.SecureAggregates.SECURE_AVG;
import static dev.parley.sql.secureagg.SecureAggregates.SECURE_COUNT;
import static dev.parley.sql.secureagg.SecureAggregates.SECURE_SUM;

import dev.parley.planner.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rules.TransformationRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Planner rule that reduces {@code SECURE_AVG} to a sum and a count, since Paillier can only add.
 *
 * <pre>
 *   Aggregate(group, SECURE_AVG(x))
 *     input
 * becomes
 *   Project(group, sum / count)
 *     Aggregate(group, SECURE_SUM(x) as sum, SECURE_COUNT(x) as count)
 *       input
 * </pre>
 *
 * <p>The quotient has the type of the mean, and no cast, which would round it. Does not fire on
 * DISTINCT or FILTER, whose counts are others.
 */
public final class SecureAvgReduceRule extends RelRule<RuleConfig> implements TransformationRule {

  static final RuleConfig CONFIG =
      RuleConfig.of(
          SecureAvgReduceRule::new,
          b ->
              b.operand(Aggregate.class)
                  .predicate(SecureAvgReduceRule::hasReducibleCall)
                  .anyInputs());

  private SecureAvgReduceRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RelBuilder builder = call.builder().push(aggregate.getInput());
    List<RelBuilder.AggCall> parts = new ArrayList<>();
    for (AggregateCall original : aggregate.getAggCallList()) {
      if (isReducible(original)) {
        RexNode operand = builder.field(original.getArgList().get(0));
        parts.add(builder.aggregateCall(SECURE_SUM, operand));
        parts.add(builder.aggregateCall(SECURE_COUNT, operand));
      } else {
        parts.add(builder.aggregateCall(original));
      }
    }
    builder.aggregate(builder.groupKey(aggregate.getGroupSet(), aggregate.getGroupSets()), parts);
    builder.project(outputs(aggregate, builder), aggregate.getRowType().getFieldNames(), true);
    call.transformTo(builder.build());
  }

  private static List<RexNode> outputs(Aggregate aggregate, RelBuilder builder) {
    RexBuilder rex = builder.getRexBuilder();
    int next = aggregate.getGroupCount();
    List<RexNode> outputs = new ArrayList<>(builder.fields().subList(0, next));
    for (AggregateCall original : aggregate.getAggCallList()) {
      RexNode output = builder.field(next++);
      if (isReducible(original)) {
        RexNode count = builder.field(next++);
        output =
            rex.makeCall(original.getType(), SqlStdOperatorTable.DIVIDE, List.of(output, count));
      }
      outputs.add(output);
    }
    return outputs;
  }

  private static boolean hasReducibleCall(Aggregate aggregate) {
    return aggregate.getAggCallList().stream().anyMatch(SecureAvgReduceRule::isReducible);
  }

  private static boolean isReducible(AggregateCall call) {
    return call.getAggregation().equals(SECURE_AVG) && !call.isDistinct() && !call.hasFilter();
  }
}
