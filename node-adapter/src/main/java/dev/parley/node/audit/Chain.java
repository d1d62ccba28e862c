// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.state.SoleUse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a file, each with the hash of the one before, so that none can be altered, left out or
 * put in without a trace, but by one who writes all that follow anew. If the file is moved away,
 * the chain goes on in a new one. Not for several threads at once.
 */
final class Chain implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Chain.class);

  private final AuditPlace place;
  private final Clock clock;
  private final SoleUse lock;
  private AuditFile file;
  private ChainEnd end;

  private Chain(AuditPlace place, Clock clock, SoleUse lock, AuditFile file) throws IOException {
    this.place = place;
    this.clock = clock;
    this.lock = lock;
    this.file = file;
    this.end = lastEntry();
  }

  /**
   * Opens a chain, or begins one; what a kill left of a last line is set aside.
   *
   * @throws IOException if it cannot be used, or does not end where it was left
   */
  static Chain open(AuditPlace place, Clock clock) throws IOException {
    SoleUse lock =
        SoleUse.of(place.file()).orElseThrow(() -> new IOException("another process uses it"));
    Optional<AuditFile> opened = Optional.empty();
    boolean begun = false;
    try {
      AuditFile file = AuditFile.open(place.file());
      opened = Optional.of(file);
      Chain chain = new Chain(place, clock, lock, file);
      chain.repair();
      begun = true;
      return chain;
    } finally {
      if (!begun) {
        if (opened.isPresent()) {
          opened.get().close();
        }
        lock.close();
      }
    }
  }

  ChainEnd end() {
    return end;
  }

  /** Appends an entry; it is on disk when this returns. */
  void append(String event, Consumer<JsonLine> fields) throws IOException {
    if (file.isGone()) {
      file.close();
      file = AuditFile.open(place.file());
      write("continued", line -> {});
    }
    write(event, fields);
  }

  @Override
  public void close() throws IOException {
    file.close();
    lock.close();
  }

  private void write(String event, Consumer<JsonLine> fields) throws IOException {
    JsonLine line = ChainedLine.begin(end, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
    fields.accept(line);
    String hash = ChainedLine.hash(line);
    file.append(ChainedLine.finish(line, hash));
    end = new ChainEnd(end.entry() + 1, hash);
    try {
      end.write(place.head());
    } catch (IOException e) {
      // the entry is there; a head that is behind it only fails to show a cut of what follows
      log.warn("audit head cannot be written cause={}", e.getClass().getSimpleName());
    }
  }

  /** Finds the entry to go on from, and confirms that it is the one that was written last. */
  private ChainEnd lastEntry() throws IOException {
    Optional<ChainEnd> known = ChainEnd.read(place.head());
    String line = file.lastLine();
    if (line.isEmpty()) {
      return known.orElse(ChainEnd.START);
    }
    ChainEnd found;
    try {
      found = ChainedLine.read(line).end();
    } catch (IllegalArgumentException e) {
      throw new IOException("its last entry was altered: " + e.getMessage(), e);
    }
    if (known.isPresent() && known.get().entry() > found.entry()) {
      throw new IOException(
          "it was cut: it ends with entry %d, and the node has written %d"
              .formatted(found.entry(), known.get().entry()));
    }
    if (known.isPresent() && known.get().entry() == found.entry() && !known.get().equals(found)) {
      throw new IOException("its last entry is not the one that the node has written");
    }
    return found;
  }

  private void repair() throws IOException {
    int bytes = file.torn().length;
    if (bytes > 0) {
      Path aside = Path.of(place.file() + ".torn-" + (end.entry() + 1));
      file.setAside(aside);
      write(
          "repaired",
          line -> line.put("tornBytes", bytes).put("kept", aside.getFileName().toString()));
      log.warn("audit log repaired tornBytes={}", bytes);
    }
  }
}
