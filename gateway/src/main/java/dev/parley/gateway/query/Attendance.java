// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who takes part in one question, and whether they are enough; for one thread. */
final class Attendance {
  private final Quorum quorum;
  private final QueryTrace trace;
  private final int invited;
  private final TreeSet<NodeId> pending;
  private final TreeSet<NodeId> answered = new TreeSet<>();
  private final List<Absence> absences = new ArrayList<>();
  private NodeState leaving = NodeState.LEFT_OUT;

  Attendance(Collection<NodeId> invited, Quorum quorum, QueryTrace trace) {
    this.quorum = quorum;
    this.trace = trace;
    this.invited = invited.size();
    this.pending = new TreeSet<>(invited);
  }

  /** Notes that those who are left have been asked. */
  void asked() {
    leaving = NodeState.MISSING;
    pending.forEach(node -> trace.note(node, NodeState.ASKED));
  }

  void answered(NodeId node) {
    pending.remove(node);
    answered.add(node);
    trace.note(node, NodeState.ANSWERED);
  }

  void refused(NodeId node) {
    trace.note(node, NodeState.REFUSED);
  }

  /**
   * Goes on without some of those who may still answer; others are passed over.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_MISSING} naming all that are missing, or
   *     {@link ErrorCode#TOO_FEW_OWNERS}, if those who are left are not enough
   */
  void goOnWithout(List<Absence> missing) {
    for (Absence absence : missing) {
      if (pending.remove(absence.node())) {
        absences.add(absence);
        trace.note(absence.node(), leaving);
      }
    }
    int left = answered.size() + pending.size();
    if (left < quorum.wanted(invited)) {
      throw tooFewNodes(left);
    }
    if (left < quorum.minOwners()) {
      throw tooFewOwners(left);
    }
  }

  /** Whether those who have answered are enough. */
  boolean isEnough() {
    return answered.size() >= quorum.least(invited);
  }

  /** Those who may still answer, sorted; a copy. */
  List<NodeId> pending() {
    return List.copyOf(pending);
  }

  /** Those who have answered, sorted. */
  List<NodeId> answered() {
    return List.copyOf(answered);
  }

  List<Absence> absences() {
    return List.copyOf(absences);
  }

  private ParleyException tooFewNodes(int left) {
    return new ParleyException(
        ErrorCode.NODE_MISSING,
        missing(),
        quorum.minNodes().isPresent() && left > 0
            ? "%s, or set minNodes to %d or less.".formatted(remedies(), left)
            : remedies() + ", then run the query again.");
  }

  private ParleyException tooFewOwners(int left) {
    return new ParleyException(
        ErrorCode.TOO_FEW_OWNERS,
        "%s, and of the owners only %d are left where one demands at least %d"
            .formatted(missing(), left, quorum.minOwners()),
        remedies() + ", then run the query again.");
  }

  private String remedies() {
    return absences.stream().map(Absence::remedy).distinct().collect(Collectors.joining(". "));
  }

  private String missing() {
    String all =
        absences.stream()
            .sorted(Comparator.comparing(Absence::node))
            .map(absence -> "node '%s' %s".formatted(absence.node(), absence.why()))
            .collect(Collectors.joining("; "));
    return "N" + all.substring(1);
  }
}
