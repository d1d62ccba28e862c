// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.secureagg;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The word {@code SECURE} before a function call, as it is parsed. It never reaches the validator:
 * {@link SecureAggregateRewrite} replaces it by an aggregate of {@link SecureAggregates}.
 */
public final class SecureOperator extends SqlSpecialOperator {
  public static final SecureOperator INSTANCE = new SecureOperator();

  private static final int PRECEDENCE = 26;

  private SecureOperator() {
    super("SECURE", SqlKind.OTHER, PRECEDENCE, true, ReturnTypes.ARG0, null, OperandTypes.ANY);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    writer.keyword(getName());
    // With other precedences a FILTER gets parentheses, and is read again as a function call.
    call.operand(0).unparse(writer, 0, 0);
  }
}
