// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.rule;

import dev.parley.planner.calcite.Validation;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.RelRule.OperandTransform;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a rule that has no options of its own: a record in place of the interface for
 * which Calcite would have code generated.
 *
 * @param constructor makes the rule from this configuration
 * @param operandSupplier the shape on which the rule fires
 */
public record RuleConfig(
    Function<RuleConfig, ? extends RelOptRule> constructor,
    OperandTransform operandSupplier,
    RelBuilderFactory relBuilderFactory,
    @Nullable String description)
    implements RelRule.Config {

  public static RuleConfig of(
      Function<RuleConfig, ? extends RelOptRule> constructor, OperandTransform operandSupplier) {
    return new RuleConfig(constructor, operandSupplier, Validation.BUILDERS, null);
  }

  @Override
  public RelOptRule toRule() {
    return constructor.apply(this);
  }

  @Override
  public RuleConfig withRelBuilderFactory(RelBuilderFactory factory) {
    return new RuleConfig(constructor, operandSupplier, factory, description);
  }

  @Override
  public RuleConfig withDescription(@Nullable String newDescription) {
    return new RuleConfig(constructor, operandSupplier, relBuilderFactory, newDescription);
  }

  @Override
  public RuleConfig withOperandSupplier(OperandTransform operands) {
    return new RuleConfig(constructor, operands, relBuilderFactory, description);
  }
}
