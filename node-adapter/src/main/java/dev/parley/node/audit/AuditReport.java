// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the verification of a log found, up to its first fault if there is one.
 *
 * @param entries how many entries were read
 * @param end the last of them
 * @param askers by {@code analyst/user}; unmodifiable
 * @param notes what is no fault, but should be known; unmodifiable
 */
public record AuditReport(
    long entries,
    Optional<Span> span,
    ChainEnd end,
    Map<String, Ends> askers,
    List<String> notes,
    Optional<Fault> fault) {

  public AuditReport {
    askers = Collections.unmodifiableMap(new TreeMap<>(askers));
    notes = List.copyOf(notes);
  }

  /** When the first and the last entry were written. */
  public record Span(Instant first, Instant last) {}

  /**
   * How the questions of one user ended.
   *
   * @param open asked, and without an end so far
   * @param interrupted asked, and without an end when the node was started again
   */
  public record Ends(long answered, long refused, long open, long interrupted) {}

  /** Where a log is broken, and how. */
  public record Fault(Path file, long line, String what) {}

  public boolean isIntact() {
    return fault.isEmpty();
  }

  /** Returns the report as lines for people; names are in quotes, for they may hold anything. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("entries: " + entries);
    span.ifPresent(s -> lines.add("first: " + s.first() + ", last: " + s.last()));
    askers.forEach(
        (asker, ends) ->
            lines.add(
                "%s: %d answered, %d refused, %d interrupted, %d still open"
                    .formatted(
                        JsonLine.quoted(asker),
                        ends.answered(),
                        ends.refused(),
                        ends.interrupted(),
                        ends.open())));
    lines.add("last entry: " + end.entry());
    lines.add("last hash: " + end.hash());
    notes.forEach(note -> lines.add("note: " + note));
    lines.add(
        fault
            .map(f -> "BROKEN at line %d of %s: %s".formatted(f.line(), f.file(), f.what()))
            .orElse("intact"));
    return lines;
  }
}
