// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

/** The operators of canonical SQL: those of which every database gives what PostgreSQL gives. */
public enum Operator {
  EQUAL("=", Form.INFIX),
  NOT_EQUAL("<>", Form.INFIX),
  LESS("<", Form.INFIX),
  LESS_OR_EQUAL("<=", Form.INFIX),
  GREATER(">", Form.INFIX),
  GREATER_OR_EQUAL(">=", Form.INFIX),
  /** Two operands or more, none of them an AND. */
  AND("AND", Form.CHAIN),
  /** Two operands or more, none of them an OR. */
  OR("OR", Form.CHAIN),
  NOT("NOT", Form.PREFIX),
  IS_NULL("IS NULL", Form.POSTFIX),
  IS_NOT_NULL("IS NOT NULL", Form.POSTFIX),
  /** The first operand is compared with each of the others, which are literals. */
  IN("IN", Form.LIST);

  /** How an operator stands to its operands. */
  public enum Form {
    INFIX,
    CHAIN,
    PREFIX,
    POSTFIX,
    LIST
  }

  private final String word;
  private final Form form;

  Operator(String word, Form form) {
    this.word = word;
    this.form = form;
  }

  public String word() {
    return word;
  }

  public Form form() {
    return form;
  }

  boolean takes(int operands) {
    return switch (form) {
      case INFIX -> operands == 2;
      case CHAIN, LIST -> operands >= 2;
      case PREFIX, POSTFIX -> operands == 1;
    };
  }
}
