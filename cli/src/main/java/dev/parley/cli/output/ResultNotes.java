// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import java.util.List;

/**
 * What goes with a result.
 *
 * @param nodes whose rows are in it
 * @param warnings lines for people
 */
public record ResultNotes(List<String> nodes, List<String> warnings) {
  public ResultNotes {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
  }
}
