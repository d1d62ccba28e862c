// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The one implicit conversion that PostgreSQL makes and we need: a quoted literal takes the type of
 * what it is compared with. Calcite's others would round numbers, or read texts as numbers.
 */
final class LiteralCoercion extends TypeCoercionImpl {

  LiteralCoercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    return binding.getOperandCount() == 2 && (coerced(binding, 0, 1) || coerced(binding, 1, 0));
  }

  private boolean coerced(SqlCallBinding binding, int literal, int other) {
    RelDataType target = binding.getOperandType(other);
    if (!(binding.operand(literal) instanceof SqlCharStringLiteral)
        || SqlTypeUtil.inCharFamily(target)
        || target.getFamily() == SqlTypeFamily.NULL) {
      return false;
    }
    return coerceOperandType(binding.getScope(), binding.getCall(), literal, target);
  }

  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean quantifyOperationCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean builtinFunctionCoercion(
      SqlCallBinding binding,
      java.util.List<RelDataType> operandTypes,
      java.util.List<SqlTypeFamily> expectedFamilies) {
    return false;
  }

  @Override
  public boolean userDefinedFunctionCoercion(
      SqlValidatorScope scope, SqlCall call, SqlFunction function) {
    return false;
  }

  /**
   * UNION and its like convert numbers themselves, and keep the digits of each; of other types only
   * dates become timestamps.
   */
  @Override
  public boolean rowTypeCoercion(
      @Nullable SqlValidatorScope scope, SqlNode query, int columnIndex, RelDataType targetType) {
    return targetType.getSqlTypeName() == SqlTypeName.TIMESTAMP
        && super.rowTypeCoercion(scope, query, columnIndex, targetType);
  }

  @Override
  public boolean querySourceCoercion(
      @Nullable SqlValidatorScope scope,
      RelDataType sourceRowType,
      RelDataType targetRowType,
      SqlNode query) {
    return false;
  }
}
