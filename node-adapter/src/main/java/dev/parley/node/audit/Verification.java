// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.audit.AuditReport.Fault;
import dev.parley.node.audit.AuditReport.Span;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log from its first line to its last, and finds the first that is not what the node has
 * written there. That the end is missing shows only against something kept elsewhere: the node's
 * own note of its last entry, or a hash that somebody has written down.
 */
public final class Verification {
  private final Optional<ChainEnd> known;
  private final Optional<String> expected;
  private final List<String> notes = new ArrayList<>();
  private final Askers askers = new Askers();

  private long entries;
  private ChainEnd end = ChainEnd.START;
  private Optional<Span> span = Optional.empty();
  private Optional<Fault> fault = Optional.empty();
  private boolean metExpected;

  private Verification(Optional<ChainEnd> known, Optional<String> expected) {
    this.known = known;
    this.expected = expected.map(hash -> hash.strip().toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * Verifies a log.
   *
   * @param archived files that were moved away from it, the oldest first
   * @param expected the hash of an entry that must be there
   * @throws ParleyException if a file cannot be read
   */
  public static AuditReport of(AuditPlace place, List<Path> archived, Optional<String> expected) {
    Path current = place.file();
    try {
      // before the log, to which a running node appends meanwhile
      Verification verification = new Verification(ChainEnd.read(place.head()), expected);
      for (Path file : archived) {
        current = file;
        verification.read(file, false);
      }
      current = place.file();
      verification.read(current, true);
      return verification.report();
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The audit log %s cannot be read: %s".formatted(current, e.getMessage()),
          "Check the setting audit, and that this user may read the file.",
          e);
    }
  }

  private void read(Path file, boolean last) throws IOException {
    if (fault.isPresent()) {
      return;
    }
    if (last && entries > 0 && Files.notExists(file)) {
      notes.add("%s is not there: the node has not written since it was moved".formatted(file));
      requireEnd(file, 1);
      return;
    }
    try (AuditLines lines = new AuditLines(file)) {
      long number = 0;
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        number++;
        fault = fault(file, line.get(), number);
        if (fault.isPresent()) {
          return;
        }
      }
      if (lines.tornBytes() > 0) {
        notes.add(
            "%d bytes after the last entry of %s are half an entry: the node was killed, or writes"
                .formatted(lines.tornBytes(), file));
      }
      if (last) {
        requireEnd(file, number + 1);
      }
    }
  }

  private Optional<Fault> fault(Path file, String text, long number) throws IOException {
    ChainedLine line;
    try {
      line = ChainedLine.read(text);
    } catch (IllegalArgumentException e) {
      return Optional.of(new Fault(file, number, "altered: " + e.getMessage()));
    }
    if (entries == 0) {
      begin(line, file);
    }
    Optional<String> wrong = wrong(file, line);
    if (wrong.isEmpty()) {
      take(line);
    }
    return wrong.map(what -> new Fault(file, number, what));
  }

  /** A log whose beginning is archived begins with a later entry than the first. */
  private void begin(ChainedLine line, Path file) {
    if (line.end().entry() > 1) {
      end = new ChainEnd(line.end().entry() - 1, line.previous());
      notes.add(
          "%s begins with entry %d; those before are in another file, whose last hash is %s"
              .formatted(file, line.end().entry(), line.previous()));
    }
  }

  private Optional<String> wrong(Path file, ChainedLine line) throws IOException {
    long entry = line.end().entry();
    long due = end.entry() + 1;
    if (entry < due) {
      return Optional.of(
          "reordered or repeated: entry %d follows entry %d".formatted(entry, due - 1));
    }
    if (entry > due) {
      return Optional.of(
          (isIn(file, due)
                  ? "reordered: entry %d stands after entry %d"
                  : "missing: entry %d is not before entry %d")
              .formatted(due, entry));
    }
    if (!line.previous().equals(end.hash())) {
      return Optional.of("altered: it does not continue the entry before it, or that was replaced");
    }
    if (known.filter(k -> k.entry() == entry && !k.equals(line.end())).isPresent()) {
      return Optional.of("altered: the node has written another entry with the number " + entry);
    }
    return Optional.empty();
  }

  private static boolean isIn(Path file, long entry) throws IOException {
    try (AuditLines lines = new AuditLines(file)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().startsWith("{\"entry\":" + entry + ",")) {
          return true;
        }
      }
      return false;
    }
  }

  private void take(ChainedLine line) {
    Instant first = span.map(Span::first).orElse(line.at());
    span = Optional.of(new Span(first, line.at()));
    end = line.end();
    entries++;
    metExpected |= expected.filter(end.hash()::equals).isPresent();
    askers.add(line);
  }

  private void requireEnd(Path file, long line) {
    if (known.isEmpty()) {
      notes.add("the node's note of its last entry is not there, so a cut end may not show");
    } else if (known.get().entry() > end.entry()) {
      fault =
          Optional.of(
              new Fault(
                  file,
                  line,
                  "cut: it ends with entry %d, and the node has written %d"
                      .formatted(end.entry(), known.get().entry())));
      return;
    }
    if (expected.isPresent() && !metExpected) {
      fault =
          Optional.of(
              new Fault(file, line, "cut or written anew: no entry has the hash that is expected"));
    }
  }

  private AuditReport report() {
    return new AuditReport(entries, span, end, askers.ends(), notes, fault);
  }
}
