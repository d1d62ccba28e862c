// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a statement, with the parameters that its question marks stand for.
 *
 * @param parameters in the order of the question marks; unmodifiable
 */
record Fragment(String sql, List<Object> parameters) {

  Fragment {
    parameters = List.copyOf(parameters);
  }

  static Fragment of(String sql) {
    return new Fragment(sql, List.of());
  }

  static Fragment parameter(String sql, Object value) {
    return new Fragment(sql, List.of(value));
  }

  /** Returns the parts one after the other, with {@code between} between them. */
  static Fragment join(String between, List<Fragment> parts) {
    List<Object> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.parameters()));
    return new Fragment(String.join(between, parts.stream().map(Fragment::sql).toList()), all);
  }

  Fragment then(String text) {
    return new Fragment(sql + text, parameters);
  }

  Fragment then(Fragment next) {
    return join("", List.of(this, next));
  }

  /** Returns this between two texts. */
  Fragment within(String before, String after) {
    return new Fragment(before + sql + after, parameters);
  }
}
