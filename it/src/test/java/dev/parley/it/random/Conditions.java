// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Scope.Source;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws conditions. */
final class Conditions {
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};
  private static final String[] PATTERNS = {
    "a%", "%b", "%a%", "_", "__", "%_%", "", "%", "A_", "%\\%", "a\\_b", "%é%", "😀%", "_ "
  };

  private final Terms terms;
  private final Dice dice;

  Conditions(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  String of(int depth) {
    terms.notes().beginCalm();
    String condition = drawn(depth);
    terms.notes().endCalm();
    return condition;
  }

  private String drawn(int depth) {
    if (depth > 0 && dice.percent(35)) {
      return connected(depth);
    }
    return switch (dice.below(14)) {
      case 0, 1, 2, 3 -> comparison(depth);
      case 4, 5 -> list(depth);
      case 6 -> between(depth);
      case 7, 8 -> like(depth);
      case 9, 10 -> nullTest(depth);
      case 11 -> truthTest(depth);
      case 12 -> distinct(depth);
      default -> terms.leaf(Family.BOOLEAN).sql();
    };
  }

  private String connected(int depth) {
    terms.notes().has(Feature.CONNECTIVE);
    String first = of(depth - 1);
    if (dice.percent(25)) {
      return "NOT (" + first + ")";
    }
    return "(" + first + dice.one(" AND ", " AND ", " OR ") + of(depth - 1) + ")";
  }

  private Term operand(int depth) {
    return terms.any(dice.percent(60) ? 0 : depth - 1);
  }

  private String comparison(int depth) {
    Term first = operand(depth);
    String operator = dice.one(COMPARISONS);
    return first.sql() + " " + operator + " " + other(first, depth).sql();
  }

  /** Something to compare with; numbers compare with numbers of other types as well. */
  private Term other(Term first, int depth) {
    Family family = first.family();
    if (family.isNumeric() && dice.percent(20)) {
      return terms.compared(dice.one(Family.INTEGER, Family.DECIMAL, Family.DOUBLE));
    }
    if (isTime(family) && dice.percent(20)) {
      return terms.compared(dice.one(Family.DATE, Family.TIMESTAMP));
    }
    return dice.percent(70) ? terms.compared(family) : terms.of(family, depth - 1);
  }

  private static boolean isTime(Family family) {
    return family == Family.DATE || family == Family.TIMESTAMP;
  }

  private String list(int depth) {
    terms.notes().has(Feature.IN_LIST);
    Term first = operand(depth);
    String values =
        IntStream.rangeClosed(0, dice.below(5))
            .mapToObj(i -> terms.compared(first.family()).sql())
            .collect(Collectors.joining(", "));
    return first.sql() + dice.one(" IN (", " IN (", " NOT IN (") + values + ")";
  }

  private String between(int depth) {
    terms.notes().has(Feature.BETWEEN);
    Term first = operand(depth);
    return first.sql()
        + dice.one(" BETWEEN ", " NOT BETWEEN ")
        + terms.compared(first.family()).sql()
        + " AND "
        + terms.compared(first.family()).sql();
  }

  /** PostgreSQL matches a CHAR with its blanks; that is not supported. */
  private String like(int depth) {
    List<Source> texts = terms.scope().where(s -> s.term().type().kind() == Kind.VARCHAR);
    if (texts.isEmpty()) {
      return comparison(depth);
    }
    terms.notes().has(Feature.LIKE);
    Term text = dice.one(texts).term();
    String pattern = terms.notes().value(dice.one(PATTERNS));
    return text.sql() + dice.one(" LIKE ", " LIKE ", " NOT LIKE ") + pattern;
  }

  private String nullTest(int depth) {
    terms.notes().has(Feature.NULL_TEST);
    return operand(depth).sql() + dice.one(" IS NULL", " IS NOT NULL");
  }

  private String truthTest(int depth) {
    terms.notes().has(Feature.TRUTH_TEST);
    String truth = dice.percent(50) ? terms.leaf(Family.BOOLEAN).sql() : comparison(depth);
    return "(" + truth + ") IS " + dice.one("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN");
  }

  private String distinct(int depth) {
    terms.notes().has(Feature.DISTINCT_FROM);
    Term first = operand(depth);
    String second = other(first, depth).sql();
    return first.sql() + dice.one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + second;
  }
}
