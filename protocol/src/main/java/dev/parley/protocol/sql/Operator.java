// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.Arrays;
import java.util.Optional;

/**
 * The operators and functions of canonical SQL: those of which every database can be made to give
 * what PostgreSQL gives. Texts behave as under its collation {@code C}.
 */
public enum Operator {
  EQUAL("=", Form.INFIX, 2, 2),
  NOT_EQUAL("<>", Form.INFIX, 2, 2),
  LESS("<", Form.INFIX, 2, 2),
  LESS_OR_EQUAL("<=", Form.INFIX, 2, 2),
  GREATER(">", Form.INFIX, 2, 2),
  GREATER_OR_EQUAL(">=", Form.INFIX, 2, 2),
  /** A text and a literal pattern, in which a backslash takes the next sign's meaning away. */
  LIKE("LIKE", Form.INFIX, 2, 2),
  /** Whether a place is inside a literal polygon, and not on its boundary. */
  INSIDE("ST_INSIDE", Form.FUNCTION, 2, 2),
  /** Whether a place is inside a literal polygon, or on its boundary. */
  COVERED("ST_COVERED", Form.FUNCTION, 2, 2),
  /** None of the operands is an AND. */
  AND("AND", Form.CHAIN, 2, Integer.MAX_VALUE),
  /** None of the operands is an OR. */
  OR("OR", Form.CHAIN, 2, Integer.MAX_VALUE),
  NOT("NOT", Form.PREFIX, 1, 1),
  IS_NULL("IS NULL", Form.POSTFIX, 1, 1),
  IS_NOT_NULL("IS NOT NULL", Form.POSTFIX, 1, 1),
  /** The first operand is compared with each of the others, which are literals. */
  IN("IN", Form.LIST, 2, Integer.MAX_VALUE),

  /** Of numbers; of a date and an integer. */
  ADD("+", Form.INFIX, 2, 2),
  /** Of numbers; of a date and an integer; of two dates, in days. */
  SUBTRACT("-", Form.INFIX, 2, 2),
  MULTIPLY("*", Form.INFIX, 2, 2),
  /** Of integers, cut towards zero; of doubles. By zero it is an error. */
  DIVIDE("/", Form.INFIX, 2, 2),
  /** The remainder of exact numbers, with the sign of the dividend. By zero it is an error. */
  MODULO("MOD", Form.FUNCTION, 2, 2),
  NEGATE("-", Form.SIGN, 1, 1),
  ABS("ABS", Form.FUNCTION, 1, 1),
  /** -1, 0 or 1; of a decimal a decimal, of a double a double. */
  SIGN("SIGN", Form.FUNCTION, 1, 1),
  /** Of a decimal, with no digits after the point, or of a double. */
  FLOOR("FLOOR", Form.FUNCTION, 1, 1),
  /** Of a decimal, with no digits after the point, or of a double. */
  CEILING("CEIL", Form.FUNCTION, 1, 1),
  /** A decimal rounded half away from zero to a literal number of digits; a double half to even. */
  ROUND("ROUND", Form.FUNCTION, 1, 2),
  /** A decimal cut to a literal number of digits; a double to none. */
  TRUNCATE("TRUNC", Form.FUNCTION, 1, 2),
  /** Of a double that is not negative. */
  SQUARE_ROOT("SQRT", Form.FUNCTION, 1, 1),

  CONCAT("||", Form.INFIX, 2, 2),
  /** Turns a to z alone into capitals. */
  UPPER("UPPER", Form.FUNCTION, 1, 1),
  /** Turns A to Z alone into small letters. */
  LOWER("LOWER", Form.FUNCTION, 1, 1),
  /** Counts code points. */
  CHAR_LENGTH("CHAR_LENGTH", Form.FUNCTION, 1, 1),
  /** Counts the bytes of a byte string. */
  OCTET_LENGTH("OCTET_LENGTH", Form.FUNCTION, 1, 1),
  /** From a literal place on, counted from 1 or less; of a literal length, or to the end. */
  SUBSTRING("SUBSTRING", Form.FUNCTION, 2, 3),
  /** Where in the first operand a literal text begins, from 1; 0 if nowhere. */
  POSITION("STRPOS", Form.FUNCTION, 2, 2),
  /** Takes blanks away at the start. */
  TRIM_START("LTRIM", Form.FUNCTION, 1, 1),
  /** Takes blanks away at the end. */
  TRIM_END("RTRIM", Form.FUNCTION, 1, 1),
  /** Takes blanks away at both ends. */
  TRIM("BTRIM", Form.FUNCTION, 1, 1),
  /** Each literal text that is found becomes another literal one. */
  REPLACE("REPLACE", Form.FUNCTION, 3, 3),

  /** A field of a date, a time or a timestamp, named by a literal, as an exact number. */
  DATE_PART("DATE_PART", Form.FUNCTION, 2, 2),
  /** A timestamp cut to a unit, named by a literal. */
  DATE_TRUNCATE("DATE_TRUNC", Form.FUNCTION, 2, 2),
  /** A timestamp, later by a literal number of months, then by one of microseconds. */
  PLUS_INTERVAL("PLUS_INTERVAL", Form.FUNCTION, 3, 3),

  /** A coordinate of a place, as a double; NULL if it is none that is finite. */
  POINT_X("ST_X", Form.FUNCTION, 1, 1),
  POINT_Y("ST_Y", Form.FUNCTION, 1, 1),
  /** In the plane, from a place to a literal one, of which x and y are given; as a double. */
  DISTANCE("ST_DISTANCE", Form.FUNCTION, 3, 3),
  /** In metres on the sphere, from a place to a literal one, of which x and y are given. */
  SPHERE_DISTANCE("ST_DISTANCESPHERE", Form.FUNCTION, 3, 3),
  /** A coordinate of a place in a grid from the origin, of so wide cells, to the nearest corner. */
  CELL_X("ST_CELL_X", Form.FUNCTION, 2, 2),
  CELL_Y("ST_CELL_Y", Form.FUNCTION, 2, 2),

  /** The first operand that is not NULL. */
  COALESCE("COALESCE", Form.FUNCTION, 2, Integer.MAX_VALUE),
  /** NULL if both operands are equal, else the first. */
  NULLIF("NULLIF", Form.FUNCTION, 2, 2);

  /** How an operator stands to its operands. */
  public enum Form {
    INFIX,
    CHAIN,
    PREFIX,
    POSTFIX,
    LIST,
    /** Before its operand, without a blank. */
    SIGN,
    FUNCTION
  }

  private final String word;
  private final Form form;
  private final int least;
  private final int most;

  Operator(String word, Form form, int least, int most) {
    this.word = word;
    this.form = form;
    this.least = least;
    this.most = most;
  }

  public String word() {
    return word;
  }

  public Form form() {
    return form;
  }

  /** Whether its first operand is a column of places. */
  public boolean isSpatial() {
    return switch (this) {
      case INSIDE, COVERED, POINT_X, POINT_Y, DISTANCE, SPHERE_DISTANCE, CELL_X, CELL_Y -> true;
      default -> false;
    };
  }

  /** Whether it says true or false of its operands. */
  public boolean isCondition() {
    return compareTo(IN) <= 0;
  }

  /** Whether it compares two operands by their order. */
  public boolean isComparison() {
    return compareTo(GREATER_OR_EQUAL) <= 0;
  }

  boolean takes(int operands) {
    return operands >= least && operands <= most;
  }

  /** Returns the operator that {@code word} stands for in that form. */
  public static Optional<Operator> of(Form form, String word) {
    return Arrays.stream(values()).filter(o -> o.form == form && o.word.equals(word)).findFirst();
  }
}
