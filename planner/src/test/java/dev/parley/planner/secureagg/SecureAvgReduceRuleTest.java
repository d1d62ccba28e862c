// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import static dev.parley.sql.secureagg.SecureAggregates.SECURE_AVG;
import static dev.parley.sql.secureagg.SecureAggregates.SECURE_SUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

class SecureAvgReduceRuleTest {
  private final RelBuilder b =
      RelBuilder.create(
          Frameworks.newConfigBuilder()
              .typeSystem(dev.parley.sql.ParleyTypeSystem.INSTANCE)
              .defaultSchema(Frameworks.createRootSchema(false))
              .build());

  @Test
  void reducesAMeanToAQuotientWithoutACast() {
    RelNode before =
        stays()
            .aggregate(
                b.groupKey("ward"),
                b.aggregateCall(SECURE_SUM, b.field("stay")).as("total"),
                b.aggregateCall(SECURE_AVG, b.field("stay")).as("mean"))
            .build();

    RelNode after = apply(before, SecureAggregateRules.SECURE_AVG_REDUCE);

    assertThat(RelOptUtil.toString(after))
        .isEqualToNormalizingNewlines(
            """
            LogicalProject(ward=[$0], total=[$1], mean=[/($2, $3)])
              LogicalAggregate(group=[{0}], total=[SECURE_SUM($1)], agg#1=[SECURE_SUM($1)], agg#2=[SECURE_COUNT($1)])
                LogicalValues(tuples=[[{ 'a', 3 }, { 'b', 5 }]])
            """);
    assertThat(after.getRowType().getFullTypeString())
        .isEqualTo(before.getRowType().getFullTypeString());
  }

  @Test
  void doesNotFireOnDistinct() {
    RelNode before =
        stays()
            .aggregate(
                b.groupKey(), b.aggregateCall(SECURE_AVG, b.field("stay")).distinct().as("mean"))
            .build();

    assertThat(apply(before, SecureAggregateRules.SECURE_AVG_REDUCE)).isSameAs(before);
  }

  @Test
  void doesNotFireWithoutAMean() {
    RelNode before =
        stays().aggregate(b.groupKey(), b.aggregateCall(SECURE_SUM, b.field("stay"))).build();

    assertThat(apply(before, SecureAggregateRules.SECURE_AVG_REDUCE)).isSameAs(before);
  }

  @Test
  void bringsConditionsBelowProjectionsUnsimplified() {
    RelNode before =
        stays()
            .project(b.field("stay"), b.field("ward"))
            .filter(
                b.call(
                    SqlStdOperatorTable.GREATER_THAN,
                    b.field("stay"),
                    b.literal(new BigDecimal("2.5"))))
            .project(b.field("ward"))
            .build();

    assertThat(
            RelOptUtil.toString(apply(before, SecureAggregateRules.ALL.toArray(RelOptRule[]::new))))
        .isEqualToNormalizingNewlines(
            """
            LogicalProject(ward=[$0])
              LogicalFilter(condition=[>($1, 2.5:DECIMAL(2, 1))])
                LogicalValues(tuples=[[{ 'a', 3 }, { 'b', 5 }]])
            """);
  }

  private RelBuilder stays() {
    return b.values(new String[] {"ward", "stay"}, "a", 3, "b", 5);
  }

  private static RelNode apply(RelNode before, RelOptRule... rules) {
    HepPlanner planner =
        new HepPlanner(HepProgram.builder().addRuleCollection(java.util.List.of(rules)).build());
    planner.setRoot(before);
    RelNode after = planner.findBestExp();
    return RelOptUtil.toString(after).equals(RelOptUtil.toString(before)) ? before : after;
  }
}
