// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of SQL in which {@code $1}, {@code $2} and so on stand for operands.
 *
 * <p>An operand that stands in it twice must be short: or a text would grow exponentially with its
 * depth.
 *
 * @param otherwise what is written if it is not
 */
record Template(String text, Optional<String> otherwise) {
  private static final Pattern HOLE = Pattern.compile("\\$([1-9])");

  /** Enough for a column, a constant, and a few operators over them. */
  private static final int REPEATABLE_CHARACTERS = 600;

  Template(String text) {
    this(text, Optional.empty());
  }

  /**
   * Returns the text with {@code operands} in place.
   *
   * @throws ParleyException NOT_SUPPORTED if an operand would have to be repeated and is too long
   */
  Fragment fill(Fragment... operands) {
    int[] uses = new int[operands.length];
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      int position = Integer.parseInt(hole.group(1)) - 1;
      Fragment operand = operands[position];
      if (++uses[position] > 1 && operand.sql().length() > REPEATABLE_CHARACTERS) {
        return new Template(otherwise.orElseThrow(Template::tooLong)).fill(operands);
      }
      hole.appendReplacement(sql, Matcher.quoteReplacement(operand.sql()));
      parameters.addAll(operand.parameters());
    }
    if (Arrays.stream(uses).anyMatch(count -> count == 0)) {
      throw new IllegalArgumentException("Invalid template: leaves an operand out: " + text);
    }
    return new Fragment(hole.appendTail(sql).toString(), parameters);
  }

  /** Returns {@code operand}, of which a part stands in the statement once more. */
  static Fragment requireShort(Fragment operand) {
    if (operand.sql().length() > REPEATABLE_CHARACTERS) {
      throw tooLong();
    }
    return operand;
  }

  private static ParleyException tooLong() {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "An expression is too long for one of the owners' databases",
        "Use shorter operands, or aggregate each of them by itself.");
  }
}
