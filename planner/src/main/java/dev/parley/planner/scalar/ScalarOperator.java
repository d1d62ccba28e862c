// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

/**
 * The operators of expressions. Operands are of the kinds that are named here, and results as
 * PostgreSQL has them; NULL for a NULL operand unless said otherwise.
 */
public enum ScalarOperator {
  /** Two numbers of one kind, as the next four; the result is of that kind. */
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  /** Integers are truncated toward zero. */
  DIVIDE("/"),
  /** Of exact numbers; has the sign of the dividend. */
  MODULO("%"),
  NEGATE("-"),
  /** Two values of one kind, as all comparisons; CHAR is compared without its padding. */
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  /** Never NULL. */
  IS_DISTINCT_FROM("IS DISTINCT FROM"),
  /** Never NULL. */
  IS_NOT_DISTINCT_FROM("IS NOT DISTINCT FROM"),
  /** Two operands or more, with three truth values. */
  AND("AND"),
  OR("OR"),
  NOT("NOT"),
  /** Never NULL, as the next five. */
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL"),
  IS_TRUE("IS TRUE"),
  IS_NOT_TRUE("IS NOT TRUE"),
  IS_FALSE("IS FALSE"),
  IS_NOT_FALSE("IS NOT FALSE"),
  /** One operand, to the type of the call. */
  CAST("CAST"),
  /** One operand or more, of one kind: the first that is not NULL. */
  COALESCE("COALESCE"),
  /** Conditions and values in turn, then the value of ELSE; values are of one kind. */
  CASE("CASE"),
  /** One operand or more, of one kind: the largest that is not NULL. */
  GREATEST("GREATEST"),
  LEAST("LEAST"),
  ABS("ABS"),
  /** Of DECIMAL or DOUBLE, as the next functions but where it is said otherwise. */
  SIGN("SIGN"),
  FLOOR("FLOOR"),
  CEIL("CEIL"),
  /**
   * Of DECIMAL or DOUBLE; or of a DECIMAL and an INTEGER, the digits after the point, which is then
   * a constant. DECIMAL is rounded half away from zero, DOUBLE half to even.
   */
  ROUND("ROUND"),
  /** As {@link #ROUND}, but toward zero. */
  TRUNC("TRUNC"),
  SQRT("SQRT"),
  /** Of DOUBLE, as the next three. */
  POWER("POWER"),
  EXP("EXP"),
  LN("LN"),
  LOG10("LOG10"),
  /** Of texts, as all functions down to {@link #STARTS_WITH}; changes the letters a to z. */
  UPPER("UPPER"),
  LOWER("LOWER"),
  /** The number of code points, an INTEGER. */
  CHAR_LENGTH("CHAR_LENGTH"),
  /** A text, the first position from 1, and maybe a length; may begin before the text. */
  SUBSTRING("SUBSTRING"),
  /** What is sought, then the text; from 1, and 0 if it is not there. */
  POSITION("POSITION"),
  /** A text and the characters to take from both its ends. */
  TRIM("TRIM"),
  LTRIM("LTRIM"),
  RTRIM("RTRIM"),
  /** A text, what to replace, and by what. */
  REPLACE("REPLACE"),
  /** A text and a number of characters; a negative one counts from the other end. */
  LEFT("LEFT"),
  RIGHT("RIGHT"),
  /** Two texts. */
  CONCAT("||"),
  /** A text, a pattern and the text of one character that escapes, or of none. */
  LIKE("LIKE"),
  STARTS_WITH("STARTS_WITH"),
  /** The number of bytes of a VARBINARY, an INTEGER. */
  OCTET_LENGTH("OCTET_LENGTH"),
  /** A constant text, which is a unit in capitals, and a DATE, TIME or TIMESTAMP; a DECIMAL. */
  EXTRACT("EXTRACT"),
  /** A constant text, which is a unit in capitals, and a TIMESTAMP. */
  DATE_TRUNC("DATE_TRUNC"),
  /** A DATE and an INTEGER. */
  ADD_DAYS("+"),
  /** Two DATEs: the days from the second to the first. */
  DAYS_BETWEEN("-"),
  /** A TIMESTAMP, and constants: months, days and microseconds, added in this order. */
  ADD_INTERVAL("+"),
  /**
   * A count, a sum and a sum of squares, as the next three: DECIMAL, or DOUBLE of exact values.
   * NULL for too few.
   */
  VAR_POP("VAR_POP"),
  VAR_SAMP("VAR_SAMP"),
  STDDEV_POP("STDDEV_POP"),
  STDDEV_SAMP("STDDEV_SAMP"),
  /** Of x, y and maybe the number of a spatial reference system, as all that makes a geometry. */
  POINT("ST_POINT"),
  /** Of two corners. */
  RECTANGLE("ST_MAKEENVELOPE"),
  /** Of well-known text. */
  GEOMETRY("ST_GEOMFROMTEXT"),
  SET_SRID("ST_SETSRID"),
  /** Of a GEOMETRY, as the rest. */
  SRID("ST_SRID"),
  POINT_X("ST_X"),
  POINT_Y("ST_Y"),
  GEOMETRY_TEXT("ST_ASTEXT"),
  /** Of two places. */
  DISTANCE("ST_DISTANCE"),
  SPHERE_DISTANCE("ST_DISTANCESPHERE"),
  /** Of a place and an area, as the next. */
  INSIDE("ST_WITHIN"),
  COVERED("ST_COVEREDBY"),
  /** Of a place and a width, counted from the origin: a BIGINT, as the next. */
  CELL_X("ST_CELL_X"),
  CELL_Y("ST_CELL_Y"),
  /** Of a place, a width and a height. */
  SNAP("ST_SNAPTOGRID"),
  /** Of a place, another and a number: only owners can tell. */
  KNN("KNN");

  private final String word;

  ScalarOperator(String word) {
    this.word = word;
  }

  /** Whether it makes, or takes, places and areas. */
  public boolean isSpatial() {
    return compareTo(POINT) >= 0;
  }

  public String word() {
    return word;
  }
}
