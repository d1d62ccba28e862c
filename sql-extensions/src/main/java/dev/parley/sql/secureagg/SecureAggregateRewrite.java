// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.secureagg;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code SECURE COUNT|SUM|AVG|…(…)}, and the same without the word, by the aggregates of
 * {@link SecureAggregates}. MIN, MAX and what is taken of DISTINCT values stays as it is: it cannot
 * be secured, and whoever plans it must see to it that its operands may be revealed.
 */
public final class SecureAggregateRewrite extends SqlShuttle {
  private static final String WHAT_WORKS =
      "Use COUNT, SUM, AVG, STDDEV and VARIANCE, with or without SECURE, or MIN and MAX without.";
  private static final Set<String> NEVER_SECURE = Set.of("MIN", "MAX");
  private static final Set<String> AGGREGATES = aggregateNames();

  private final boolean onlyExplicit;

  /**
   * @param onlyExplicit whether an aggregate without the word SECURE is left as it is
   */
  public SecureAggregateRewrite(boolean onlyExplicit) {
    this.onlyExplicit = onlyExplicit;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    switch (call.getKind()) {
      case OVER -> throw unsupported("A window function is not supported");
      case WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS ->
          throw unsupported(call.getKind().sql + " is not supported");
      default -> {
        if (call.getOperator() instanceof SecureOperator) {
          return secured(call.operand(0));
        }
        return unsecured(call);
      }
    }
  }

  private @Nullable SqlNode secured(SqlCall inner) {
    if (inner.getKind() == SqlKind.OVER) {
      return visit(inner);
    }
    if (inner.getKind() == SqlKind.FILTER) {
      SqlNode condition = inner.operand(1).accept(this);
      return inner
          .getOperator()
          .createCall(inner.getParserPosition(), secured(inner.operand(0)), condition);
    }
    String name = inner.getOperator().getName().toUpperCase(Locale.ROOT);
    SqlAggFunction function =
        SecureAggregates.securing(name)
            .orElseThrow(() -> unsupported("SECURE cannot stand before " + name));
    if (isDistinct(inner)) {
      throw unsupported("SECURE cannot stand before %s(DISTINCT …)".formatted(name));
    }
    return rewritten(function, inner, name);
  }

  private @Nullable SqlNode unsecured(SqlCall call) {
    Optional<String> name = functionName(call.getOperator());
    if (name.isEmpty() || !AGGREGATES.contains(name.get())) {
      return super.visit(call);
    }
    Optional<SqlAggFunction> function = SecureAggregates.securing(name.get());
    if (function.isEmpty() && !NEVER_SECURE.contains(name.get())) {
      throw unsupported(name.get() + " is not supported");
    }
    if (function.isEmpty() || onlyExplicit || isDistinct(call)) {
      return super.visit(call);
    }
    return rewritten(SecureAggregates.tacit(function.get()), call, name.get());
  }

  private static boolean isDistinct(SqlCall call) {
    return call.getFunctionQuantifier() != null
        && call.getFunctionQuantifier().symbolValue(SqlSelectKeyword.class)
            == SqlSelectKeyword.DISTINCT;
  }

  private @Nullable SqlNode rewritten(SqlAggFunction function, SqlCall call, String name) {
    boolean ofRows = call.operandCount() == 1 && isStar(call.operand(0));
    if (ofRows && SecureAggregates.written(function).equals(SecureAggregates.SECURE_COUNT)) {
      return function.createCall(call.getParserPosition());
    }
    if (ofRows || call.operandCount() != 1) {
      throw unsupported("%s takes one value".formatted(name));
    }
    SqlNodeList operands = new SqlNodeList(call.getOperandList(), call.getParserPosition());
    return super.visit(function.createCall(operands));
  }

  private static boolean isStar(SqlNode node) {
    return node instanceof SqlIdentifier id && id.isStar();
  }

  private static Optional<String> functionName(SqlOperator operator) {
    if (!(operator instanceof SqlFunction function)) {
      return Optional.empty();
    }
    SqlIdentifier name = function.getNameAsId();
    return name.isSimple()
        ? Optional.of(Util.last(name.names).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Set<String> aggregateNames() {
    Set<String> names =
        SqlStdOperatorTable.instance().getOperatorList().stream()
            .filter(SqlAggFunction.class::isInstance)
            .map(operator -> operator.getName().toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    names.addAll(
        Set.of(
            "APPROX_COUNT_DISTINCT",
            "ARRAY_AGG",
            "BOOL_AND",
            "BOOL_OR",
            "CORR",
            "GROUP_CONCAT",
            "JSON_AGG",
            "JSONB_AGG",
            "LISTAGG",
            "MEDIAN",
            "REGR_AVGX",
            "REGR_AVGY",
            "REGR_INTERCEPT",
            "REGR_R2",
            "REGR_SLOPE",
            "STRING_AGG",
            "STDDEV",
            "VARIANCE",
            "XMLAGG"));
    return Set.copyOf(names);
  }

  private static ParleyException unsupported(String fact) {
    return new ParleyException(ErrorCode.NOT_SUPPORTED, fact, WHAT_WORKS);
  }
}
