// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** Draws expressions that return one of their operands: CASE, COALESCE, NULLIF and the like. */
final class Choices {
  private final Terms terms;
  private final Dice dice;

  Choices(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term of(Family family, int depth) {
    Term first = family == Family.TEXT ? terms.leaf(family) : terms.of(family, depth - 1);
    Term second = second(family, depth, first);
    return switch (dice.below(terms.inGateway() ? 7 : 5)) {
      case 0, 1 -> choice(first, second, depth);
      case 2, 3 -> call("COALESCE", first, second);
      case 4 -> nullIf(first, second);
      case 5 -> call("GREATEST", first, second);
      default -> call("LEAST", first, second);
    };
  }

  /** Mostly of the same scale, so that answers can be compared to the last zero. */
  private Term second(Family family, int depth, Term first) {
    boolean any = family != Family.TEXT && dice.percent(40);
    Term second = any ? terms.of(family, depth - 1) : terms.compared(family);
    boolean otherScale = second.type().scale() != first.type().scale();
    return otherScale && !terms.inGateway() && dice.percent(75) ? first : second;
  }

  private Term choice(Term first, Term second, int depth) {
    terms.notes().has(Feature.CASE);
    Conditions conditions = new Conditions(terms);
    String when = "CASE WHEN " + conditions.of(depth - 1) + " THEN " + first.sql();
    return switch (dice.below(3)) {
      case 0 -> first.withSql(when + " END");
      case 1 -> united(first, second).withSql(when + " ELSE " + second.sql() + " END");
      default ->
          united(first, second)
              .withSql(
                  "%s WHEN %s THEN %s END".formatted(when, conditions.of(depth - 1), second.sql()));
    };
  }

  private Term call(String function, Term first, Term second) {
    terms.notes().has(Feature.COALESCE);
    return united(first, second).withSql(function + "(" + first.sql() + ", " + second.sql() + ")");
  }

  private Term nullIf(Term first, Term second) {
    terms.notes().has(Feature.COALESCE);
    return first.withSql("NULLIF(" + first.sql() + ", " + second.sql() + ")");
  }

  private Term united(Term first, Term second) {
    if (!terms.inGateway() && first.type().scale() != second.type().scale()) {
      // Such numbers have one scale with Parley, and each its own with PostgreSQL.
      terms.notes().anyScale();
    }
    BigDecimal bound = first.bound().max(second.bound());
    ColumnType type = first.type();
    return Term.of("", type.widen(second.type()).orElse(type), bound);
  }
}
