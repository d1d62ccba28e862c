// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.secureagg;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate whose operands leave their node as ciphertext only. Its kind is OTHER_FUNCTION on
 * purpose: Calcite's own rules would take an aggregate of kind AVG apart into plain sums.
 */
final class SecureAggregateFunction extends SqlAggFunction {
  private final SqlReturnTypeInference returnType;
  private final SqlOperandTypeChecker operands;

  SecureAggregateFunction(
      String name, SqlReturnTypeInference returnType, SqlOperandTypeChecker operands) {
    super(
        name,
        null,
        SqlKind.OTHER_FUNCTION,
        returnType,
        null,
        operands,
        SqlFunctionCategory.NUMERIC,
        false,
        false,
        Optionality.FORBIDDEN);
    this.returnType = returnType;
    this.operands = operands;
  }

  SecureAggregateFunction named(String name) {
    return new SecureAggregateFunction(name, returnType, operands);
  }
}
