// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;

/** Draws expressions of texts. */
final class Texts {
  private static final String[] PIECES = {"a", "b", " ", "é", "ab", "😀", "_", "\\", "A"};

  private final Terms terms;
  private final Dice dice;

  Texts(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term of(int depth) {
    if (dice.percent(20)) {
      return printed(depth);
    }
    terms.notes().has(Feature.TEXT_FUNCTION);
    String text = terms.of(Family.TEXT, depth - 1).sql();
    return switch (dice.below(8)) {
      case 0, 1 -> Term.of("(" + joined(text, depth) + ")", ColumnType.VARCHAR);
      case 2, 3 -> call(dice.one("UPPER", "LOWER"), text);
      case 4 -> trimmed(text);
      case 5 -> call("REPLACE", text, piece(), piece());
      case 6 -> call("LEFT", text, "" + dice.between(0, 4));
      default -> part(text);
    };
  }

  private String joined(String text, int depth) {
    String other = dice.percent(50) ? piece() : terms.of(Family.TEXT, depth - 1).sql();
    return dice.percent(50) ? text + " || " + other : other + " || " + text;
  }

  private Term trimmed(String text) {
    return switch (dice.below(5)) {
      case 0 -> call("LTRIM", text);
      case 1 -> call("RTRIM", text);
      case 2 -> Term.of("TRIM(LEADING FROM " + text + ")", ColumnType.VARCHAR);
      case 3 -> Term.of("TRIM(BOTH ' ' FROM " + text + ")", ColumnType.VARCHAR);
      default -> call("TRIM", text);
    };
  }

  private Term part(String text) {
    int start = dice.between(-1, 3);
    int length = dice.between(0, 4);
    return switch (dice.below(terms.inGateway() ? 4 : 3)) {
      case 0 -> Term.of("SUBSTRING(%s FROM %d)".formatted(text, start), ColumnType.VARCHAR);
      case 1 ->
          Term.of(
              "SUBSTRING(%s FROM %d FOR %d)".formatted(text, start, length), ColumnType.VARCHAR);
      case 2 -> call("SUBSTRING", text, "" + start, "" + length);
      default -> call("RIGHT", text, "" + dice.between(-2, 4));
    };
  }

  /** Values of other types, as PostgreSQL prints them. */
  private Term printed(int depth) {
    terms.notes().has(Feature.CAST);
    Family family = dice.one(Family.INTEGER, Family.DECIMAL, Family.DATE, Family.BOOLEAN);
    String value = terms.of(family, depth - 1).sql();
    return Term.of("CAST(" + value + " AS VARCHAR)", ColumnType.VARCHAR);
  }

  private String piece() {
    return Literals.of(dice.one(PIECES));
  }

  private static Term call(String function, String... arguments) {
    return Term.of(function + "(" + String.join(", ", arguments) + ")", ColumnType.VARCHAR);
  }
}
