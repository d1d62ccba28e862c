// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.avatica.Meta.Frame;
import org.jspecify.annotations.Nullable;

/** What a gateway says beside the rows of a result. */
final class Notices {
  static final Notices NONE = new Notices(null, Collections.emptyList());

  private static final String WARNING = "WARNING";
  private static final String NODE = "NODE";
  private static final String WARNING_STATE = "01000";

  private final @Nullable SQLWarning warnings;
  private final List<String> nodes;

  private Notices(@Nullable SQLWarning warnings, List<String> nodes) {
    this.warnings = warnings;
    this.nodes = nodes;
  }

  /** Reads rows of a kind and a text; kinds that are not known are left out. */
  static Notices of(Frame frame) {
    SQLWarning first = null;
    List<String> nodes = new ArrayList<>();
    for (Object row : frame.rows) {
      List<?> values = (List<?>) row;
      String text = String.valueOf(values.get(1));
      if (WARNING.equals(values.get(0))) {
        SQLWarning warning = new SQLWarning(text, WARNING_STATE);
        if (first == null) {
          first = warning;
        } else {
          first.setNextWarning(warning);
        }
      } else if (NODE.equals(values.get(0))) {
        nodes.add(text);
      }
    }
    return new Notices(first, Collections.unmodifiableList(nodes));
  }

  /** The first warning, with the others behind it; null if there is none. */
  @Nullable SQLWarning warnings() {
    return warnings;
  }

  List<String> nodes() {
    return nodes;
  }

  Notices withoutWarnings() {
    return new Notices(null, nodes);
  }
}
