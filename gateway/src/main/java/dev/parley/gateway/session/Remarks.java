// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.Absence;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is to be said of the answers of one statement: whose rows are in them, and whose not. */
final class Remarks {
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<NodeId> nodes = new TreeSet<>();
  private final List<Absence> absences = new ArrayList<>();

  /**
   * Takes note of an answer.
   *
   * @throws ParleyException with TOO_FEW_ROWS if it is a total of which a part is withheld
   */
  void note(SecureQuestion asked, OpenedAnswer answer) {
    if (asked.isOneGroup() && answer.withheldGroups() > 0) {
      throw new ParleyException(
          ErrorCode.TOO_FEW_ROWS,
          "An owner withholds its part: too few of its rows match",
          "Ask for more rows, with a weaker condition.");
    }
    nodes.addAll(answer.nodes());
    note(answer.absences());
    requireOneAnswer();
    if (answer.withheldGroups() == 1) {
      warnings.add("1 group is left out, for an owner has too few rows of it");
    } else if (answer.withheldGroups() > 1) {
      warnings.add(
          answer.withheldGroups() + " groups are left out, for an owner has too few rows of each");
    }
  }

  /** Answers of one statement that are of different nodes do not fit together. */
  private void requireOneAnswer() {
    for (Absence absence : absences) {
      if (nodes.contains(absence.node())) {
        throw new ParleyException(
            ErrorCode.NODE_MISSING,
            "Node '%s' was lost between the questions of one statement".formatted(absence.node()),
            "Run the statement again.");
      }
    }
  }

  /** Takes note of nodes that an answer does without. */
  void note(List<Absence> missing) {
    for (Absence absence : missing) {
      if (absences.stream().noneMatch(known -> known.node().equals(absence.node()))) {
        absences.add(absence);
        warnings.add(
            "Node '%s' is not in this answer: it %s".formatted(absence.node(), absence.why()));
      }
    }
  }

  /** Lines for people, each once. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Whose rows are in one of the answers, sorted. */
  List<NodeId> nodes() {
    return List.copyOf(nodes);
  }

  List<Absence> absences() {
    return List.copyOf(absences);
  }
}
