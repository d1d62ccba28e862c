// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What stands within what in a text: operators only in parentheses of their own, conditions only
 * within conditions or a CASE. Of other nestings general parsers try every reading that there might
 * be, in time exponential in their depth.
 */
final class Nesting {
  static final int MAX_DEPTH = 32;

  /** What encloses a part of a text. */
  enum Kind {
    TOP,
    GROUP,
    CALL,
    CASE
  }

  /** What the operators of one pair of parentheses make of it; weak before strong. */
  enum Operators {
    NONE,
    COMPUTING,
    COMPARING,
    LOGICAL
  }

  private static final class Level {
    private final Kind kind;
    private Operators operators = Operators.NONE;
    private boolean holdsCondition;

    private Level(Kind kind) {
      this.kind = kind;
    }
  }

  private final Deque<Level> levels = new ArrayDeque<>();

  Nesting() {
    levels.push(new Level(Kind.TOP));
  }

  void open(Kind kind) {
    if (levels.size() > MAX_DEPTH) {
      throw new IllegalArgumentException("nested deeper than any canonical query");
    }
    levels.push(new Level(kind));
  }

  /** Closes a parenthesis. */
  void close() {
    close(current().kind == Kind.CALL ? Kind.CALL : Kind.GROUP);
  }

  void close(Kind kind) {
    Level closed = levels.pop();
    if (closed.kind != kind) {
      throw new IllegalArgumentException("a parenthesis or CASE that does not pair up");
    }
    boolean mayHoldCondition = kind == Kind.CASE || closed.operators == Operators.LOGICAL;
    if (closed.holdsCondition && !mayHoldCondition) {
      throw new IllegalArgumentException("a condition where a value is wanted");
    }
    current().holdsCondition |= closed.operators.compareTo(Operators.COMPARING) >= 0;
  }

  void operator(Operators operators) {
    Level level = current();
    if (level.kind != Kind.GROUP) {
      throw new IllegalArgumentException("an operator outside parentheses of its own");
    }
    boolean like = level.operators == Operators.NONE || level.operators == operators;
    // two signs may be one operator of comparison, and a chain of logical ones is as long as it is
    if (!like || (operators == Operators.COMPUTING && level.operators == operators)) {
      throw new IllegalArgumentException("several operators in the same parentheses");
    }
    level.operators = operators;
  }

  void requireTop() {
    if (current().kind != Kind.TOP) {
      throw new IllegalArgumentException("a clause or an aggregate within an expression");
    }
  }

  void end() {
    if (current().kind != Kind.TOP) {
      throw new IllegalArgumentException("a parenthesis or CASE that does not end");
    }
  }

  private Level current() {
    return levels.element();
  }
}
