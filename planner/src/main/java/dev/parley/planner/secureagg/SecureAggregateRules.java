// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.calcite.Validation;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.CoreRules;

/** The rules of this package, and those of Calcite's that bring a query into their shape. */
public final class SecureAggregateRules {
  /** Reduces {@code SECURE_AVG} to {@code SECURE_SUM} and {@code SECURE_COUNT}. */
  public static final RelOptRule SECURE_AVG_REDUCE = SecureAvgReduceRule.CONFIG.toRule();

  /** Puts a condition below a projection. */
  public static final RelOptRule FILTER_BELOW_PROJECT =
      CoreRules.FILTER_PROJECT_TRANSPOSE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** Makes two conditions one. */
  public static final RelOptRule MERGE_FILTERS =
      CoreRules.FILTER_MERGE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** Makes two projections one. */
  public static final RelOptRule MERGE_PROJECTS =
      CoreRules.PROJECT_MERGE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** All of them, which leave below each aggregate one projection, one condition and one table. */
  public static final List<RelOptRule> ALL =
      List.of(FILTER_BELOW_PROJECT, MERGE_FILTERS, MERGE_PROJECTS, SECURE_AVG_REDUCE);

  private SecureAggregateRules() {}
}
