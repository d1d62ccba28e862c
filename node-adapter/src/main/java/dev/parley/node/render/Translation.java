// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How each database says one operator over operands of one kind; absent where it cannot. */
final class Translation {
  private final Map<Dialect, Template> templates = new EnumMap<>(Dialect.class);

  private Translation() {}

  /** The same text for all databases. */
  static Translation everywhere(String text) {
    Translation translation = new Translation();
    for (Dialect dialect : Dialect.values()) {
      translation.templates.put(dialect, new Template(text));
    }
    return translation;
  }

  /** Another text for one of them. */
  Translation but(Dialect dialect, String text) {
    Translation copy = copy();
    copy.templates.put(dialect, new Template(text));
    return copy;
  }

  /** Another text for one of them, and what is written instead if operands are long. */
  Translation but(Dialect dialect, String text, String forLongOperands) {
    Translation copy = copy();
    copy.templates.put(dialect, new Template(text, Optional.of(forLongOperands)));
    return copy;
  }

  /** Nothing for one of them. */
  Translation absent(Dialect dialect) {
    Translation copy = copy();
    copy.templates.remove(dialect);
    return copy;
  }

  private Translation copy() {
    Translation copy = new Translation();
    copy.templates.putAll(templates);
    return copy;
  }

  Optional<Template> in(Dialect dialect) {
    return Optional.ofNullable(templates.get(dialect));
  }
}
