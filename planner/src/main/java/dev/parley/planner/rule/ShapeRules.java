// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.rule;

import dev.parley.planner.calcite.Validation;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.CoreRules;

/** Calcite's rules that leave one projection and one condition over each table. */
public final class ShapeRules {

  /** Puts a condition below a projection. */
  public static final RelOptRule FILTER_BELOW_PROJECT =
      CoreRules.FILTER_PROJECT_TRANSPOSE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** Makes two conditions one. */
  public static final RelOptRule MERGE_FILTERS =
      CoreRules.FILTER_MERGE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** Makes two projections one. */
  public static final RelOptRule MERGE_PROJECTS =
      CoreRules.PROJECT_MERGE.config.withRelBuilderFactory(Validation.BUILDERS).toRule();

  /** All of them. */
  public static final List<RelOptRule> ALL =
      List.of(FILTER_BELOW_PROJECT, MERGE_FILTERS, MERGE_PROJECTS);

  private ShapeRules() {}
}
