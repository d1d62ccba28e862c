// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.node.state.SoleUse;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which questions a node was asked, kept in a file so that none is answered twice and none goes
 * uncounted, whatever happens to the process. An entry is on disk before its question is run. What
 * has expired, and is older than a day, is left out when the file is opened.
 *
 * <p>A file is used by one process at a time.
 */
public final class Ledger implements AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int FIELDS = 5;
  private static final String FREE = " free";

  private final Clock clock;
  private final FileChannel file;
  private final SoleUse lock;
  private final Map<String, Entry> entries;

  private Ledger(FileChannel file, SoleUse lock, Map<String, Entry> entries, Clock clock) {
    this.file = file;
    this.lock = lock;
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * What is kept of one question.
   *
   * @param until from when on it could not be asked again, for it has expired
   */
  record Entry(
      QueryId queryId, int round, AnalystId analyst, Instant at, Instant until, Price price) {

    Entry(QueryId queryId, int round, AnalystId analyst, Instant at, Instant until) {
      this(queryId, round, analyst, at, until, Price.QUESTION);
    }

    /** What a question takes of those that are allowed in a day. */
    enum Price {
      /** One. */
      QUESTION,
      /** Nothing, for it goes on with one that was counted. */
      FREE
    }

    /** Returns the same entry, at no price. */
    Entry free() {
      return new Entry(queryId, round, analyst, at, until, Price.FREE);
    }

    private String key() {
      return analyst + "/" + queryId + "/" + round;
    }

    private String line() {
      long from = at.getEpochSecond();
      return queryId
          + " "
          + round
          + " "
          + analyst
          + " "
          + from
          + " "
          + until.getEpochSecond()
          + (price == Price.FREE ? FREE : "")
          + "\n";
    }

    /** Reads a line; null if it is cut off, as the last one is when the process was killed. */
    private static @Nullable Entry parse(String line) {
      boolean free = line.endsWith(FREE);
      String[] fields =
          (free ? line.substring(0, line.length() - FREE.length()) : line).split(" ", -1);
      if (fields.length != FIELDS) {
        return null;
      }
      try {
        return new Entry(
            new QueryId(fields[0]),
            Integer.parseInt(fields[1]),
            new AnalystId(fields[2]),
            Instant.ofEpochSecond(Long.parseLong(fields[3])),
            Instant.ofEpochSecond(Long.parseLong(fields[4])),
            free ? Price.FREE : Price.QUESTION);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  /**
   * Opens the ledger in {@code path}, or begins one.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if it cannot be used, or another
   *     process uses it
   */
  public static Ledger open(Path path, Clock clock) {
    try {
      SoleUse lock =
          SoleUse.of(path).orElseThrow(() -> cannotUse(path, "another process uses it", null));
      Map<String, Entry> entries = read(path, clock);
      return new Ledger(rewrite(path, entries.values()), lock, entries, clock);
    } catch (IOException e) {
      throw cannotUse(path, e.getClass().getSimpleName(), e);
    }
  }

  /** What became of a question that was to be written down. */
  enum Entered {
    /** It is new, and on disk now. */
    NEW,
    /** It was asked before. */
    KNOWN,
    /** Its analyst has asked as many questions as are allowed in a day. */
    USED_UP
  }

  /** Writes down a question, unless it is known or one too many. */
  synchronized Entered enter(Entry entry, int questionsPerDay) {
    if (entries.containsKey(entry.key())) {
      return Entered.KNOWN;
    }
    if (entry.price() == Entry.Price.QUESTION
        && questionsToday(entry.analyst()) >= questionsPerDay) {
      return Entered.USED_UP;
    }
    try {
      append(file, entry.line());
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger cannot be written", e);
    }
    entries.put(entry.key(), entry);
    return Entered.NEW;
  }

  /** Whether a question was asked before. */
  synchronized boolean knows(Entry entry) {
    return entries.containsKey(entry.key());
  }

  /**
   * Writes down that a question, which is written down already, counts as so many more.
   *
   * @param extra less than a hundred
   */
  synchronized void charge(Entry question, int extra) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= extra; i++) {
      // rounds of questions are positive
      int round = -(question.round() * 100 + i);
      Entry more =
          new Entry(question.queryId(), round, question.analyst(), question.at(), question.until());
      lines.append(more.line());
      entries.put(more.key(), more);
    }
    try {
      append(file, lines.toString());
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger cannot be written", e);
    }
  }

  /** How many questions {@code analyst} has asked in the last 24 hours. */
  synchronized long questionsToday(AnalystId analyst) {
    Instant dayAgo = clock.instant().minus(DAY);
    entries.values().removeIf(entry -> isOver(entry, clock));
    return entries.values().stream()
        .filter(e -> e.price() == Entry.Price.QUESTION)
        .filter(e -> e.analyst().equals(analyst) && e.at().isAfter(dayAgo))
        .count();
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOver(Entry entry, Clock clock) {
    Instant now = clock.instant();
    return entry.until().isBefore(now) && entry.at().isBefore(now.minus(DAY));
  }

  private static Map<String, Entry> read(Path path, Clock clock) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
        Entry entry = Entry.parse(line);
        if (entry != null && !isOver(entry, clock)) {
          entries.put(entry.key(), entry);
        }
      }
    }
    return entries;
  }

  /** Writes a new file whole before it takes the place of the old one. */
  private static FileChannel rewrite(Path path, Collection<Entry> entries) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(entry.line()));
    append(file, lines.toString());
    file.force(true);
    Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  /** Appends all of {@code text}, or nothing: half a line would take the next with it. */
  private static void append(FileChannel file, String text) throws IOException {
    long end = file.position();
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      file.truncate(end);
      throw e;
    }
  }

  private static ParleyException cannotUse(Path path, String fact, @Nullable Exception cause) {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The ledger %s cannot be used: %s".formatted(path, fact),
        "Give every node a state folder of its own that it may write to.",
        cause);
  }
}
