// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A text with each CASE … END and each CAST cut out of it, and each parenthesis that stands deep in
 * others, so that every fragment can be parsed by itself: JSQLParser takes time exponential in the
 * depth to which some of them nest, gives up on others, and of some finds only after such a time
 * that they are no SQL. In the place of each is left a name that no column can have.
 */
final class Fragments {
  private static final char MARK = '\u0001';
  private static final int MAX_DEPTH = 2;

  private final CanonicalTokens tokens;
  private final String sql;
  private final List<String> cut = new ArrayList<>();
  private final Deque<Fragment> open = new ArrayDeque<>();

  private Fragments(String sql) {
    this.sql = sql;
    this.tokens = new CanonicalTokens(sql);
  }

  /** What was read of a fragment so far, and how many of its parentheses are open. */
  private static final class Fragment {
    private final boolean parenthesis;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private Fragment(boolean parenthesis) {
      this.parenthesis = parenthesis;
    }
  }

  /** Cuts up {@code sql}, which {@link CanonicalWords} has looked over. */
  static Fragments of(String sql) {
    Fragments fragments = new Fragments(sql);
    fragments.open.push(new Fragment(false));
    fragments.read();
    return fragments;
  }

  /** The text without what was cut out. */
  String outline() {
    return open.element().text.toString();
  }

  /** Returns what was cut out where now {@code name} stands, if anything was. */
  Optional<String> at(String name) {
    return name.charAt(0) == MARK
        ? Optional.of(cut.get(Integer.parseInt(name.substring(1))))
        : Optional.empty();
  }

  private void read() {
    for (var kind = tokens.next(); kind != CanonicalTokens.Kind.END; kind = tokens.next()) {
      String token = tokens.token();
      switch (token) {
        case "CASE" -> open.push(new Fragment(false));
        case "CAST" -> open.push(new Fragment(true));
        case "(" -> parenthesis();
        default -> {}
      }
      Fragment fragment = open.element();
      fragment.text.append(token);
      if (token.equals(")")) {
        fragment.depth--;
        if (fragment.parenthesis && fragment.depth == 0) {
          cut();
        }
      } else if (token.equals("END")) {
        cut();
      }
    }
  }

  private void parenthesis() {
    if (open.element().depth >= MAX_DEPTH && isGroup()) {
      open.push(new Fragment(true));
    }
    open.element().depth++;
  }

  /** Whether a parenthesis is neither that of a function nor that of a list. */
  private boolean isGroup() {
    char before = sql.charAt(tokens.start() - 1);
    return before == '(' || (before == ' ' && !sql.startsWith("IN ", tokens.start() - 3));
  }

  private void cut() {
    cut.add(open.pop().text.toString());
    open.element().text.append('"').append(MARK).append(cut.size() - 1).append('"');
  }
}
