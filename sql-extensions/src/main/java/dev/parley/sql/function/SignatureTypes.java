// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.type.CalciteTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Answers Calcite's questions about types from a {@link Signature}. */
final class SignatureTypes
    implements SqlReturnTypeInference, SqlOperandTypeInference, SqlOperandTypeChecker {
  private final String name;
  private final ErrorCode mismatch;
  private final Signature signature;
  private final Nullability nullability;

  SignatureTypes(String name, ErrorCode mismatch, Signature signature, Nullability nullability) {
    this.name = name;
    this.mismatch = mismatch;
    this.signature = signature;
    this.nullability = nullability;
  }

  Resolution resolve(List<Argument> arguments) {
    return signature.resolve(arguments).orElseThrow(() -> mismatch(arguments));
  }

  private Resolution resolve(SqlOperatorBinding binding) {
    List<Argument> arguments = Argument.all(binding);
    return signature
        .resolve(arguments)
        .orElseThrow(() -> hasParameter(binding) ? undetermined() : mismatch(arguments));
  }

  private static boolean hasParameter(SqlOperatorBinding binding) {
    return binding instanceof SqlCallBinding call
        && call.operands().stream().anyMatch(SqlDynamicParam.class::isInstance);
  }

  private ParleyException undetermined() {
    return new ParleyException(
        ErrorCode.UNDETERMINED_TYPE,
        "The type of a parameter of %s cannot be told".formatted(name),
        "Write CAST(? AS type).");
  }

  private ParleyException mismatch(List<Argument> arguments) {
    String types =
        arguments.stream()
            .map(a -> a.type().map(ColumnType::toString).orElse("a value without a type"))
            .collect(Collectors.joining(", "));
    return new ParleyException(
        mismatch,
        "%s cannot be applied to %s".formatted(name, types),
        "Compare and calculate with values of the same kind, or write a CAST.");
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    Resolution resolution = resolve(binding);
    List<Boolean> nullable = new ArrayList<>();
    for (int i = 0; i < binding.getOperandCount(); i++) {
      // A parameter, whose type is not known yet, may be NULL.
      RelDataType type = binding.getOperandType(i);
      nullable.add(type.isNullable() || type.getSqlTypeName() == SqlTypeName.UNKNOWN);
    }
    return CalciteTypes.toCalcite(
        binding.getTypeFactory(), resolution.result(), nullability.of(nullable));
  }

  @Override
  public void inferOperandTypes(
      SqlCallBinding binding, RelDataType returnType, RelDataType[] operandTypes) {
    List<ColumnType> wanted = resolve(binding).operands();
    for (int i = 0; i < operandTypes.length; i++) {
      operandTypes[i] = CalciteTypes.toCalcite(binding.getTypeFactory(), wanted.get(i), true);
    }
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return !resolve(binding).operands().isEmpty();
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String operatorName) {
    return operatorName;
  }
}
