// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.answer.SortedRun.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts records in the order of their tokens, in memory that does not grow with their number: what
 * is too much for it goes to files in sorted runs, which are merged in the end. Whatever is in a
 * record was sealed before.
 */
public final class TokenSort implements Closeable {
  private static final long MEMORY_BYTES = 16L << 20;

  /** Files that may be open at once; so many runs are merged into one. */
  private static final int MAX_RUNS = 64;

  private final Path folder;
  private final long memoryBytes;
  private final List<SealedRecord> records = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private long usedBytes;

  /**
   * @param folder where files may be kept until this is closed
   */
  public TokenSort(Path folder) {
    this(folder, MEMORY_BYTES);
  }

  TokenSort(Path folder, long memoryBytes) {
    this.folder = folder;
    this.memoryBytes = memoryBytes;
  }

  void add(SealedRecord record) throws IOException {
    records.add(record);
    usedBytes += record.memoryBytes();
    if (usedBytes > memoryBytes) {
      spill();
    }
  }

  /** Hands over all records in ascending order of token, equal ones one after the other. */
  void forEach(Sink sink) throws IOException {
    if (runs.isEmpty()) {
      sorted(sink);
      return;
    }
    spill();
    merge(runs, sink);
  }

  @Override
  public void close() throws IOException {
    records.clear();
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
    runs.clear();
  }

  private void sorted(Sink sink) throws IOException {
    records.sort(SealedRecord::compareTokenTo);
    for (SealedRecord record : records) {
      sink.accept(record);
    }
  }

  private void spill() throws IOException {
    if (records.isEmpty()) {
      return;
    }
    Path run = newRun();
    SortedRun.write(run, this::sorted);
    records.clear();
    usedBytes = 0;
    if (runs.size() == MAX_RUNS) {
      List<Path> merged = List.copyOf(runs);
      SortedRun.write(newRun(), sink -> merge(merged, sink));
      for (Path old : merged) {
        Files.delete(old);
      }
      runs.removeAll(merged);
    }
  }

  private Path newRun() throws IOException {
    Path run = Files.createTempFile(folder, "sorted", ".run");
    runs.add(run);
    return run;
  }

  private static void merge(List<Path> files, Sink sink) throws IOException {
    List<SortedRun> open = new ArrayList<>();
    try {
      for (Path file : files) {
        open.add(new SortedRun(file));
      }
      PriorityQueue<SortedRun> heads =
          new PriorityQueue<>(Comparator.comparing(SortedRun::head, SealedRecord::compareTokenTo));
      open.stream().filter(SortedRun::hasHead).forEach(heads::add);
      for (SortedRun least = heads.poll(); least != null; least = heads.poll()) {
        sink.accept(least.head());
        least.advance();
        if (least.hasHead()) {
          heads.add(least);
        }
      }
    } finally {
      for (SortedRun run : open) {
        run.close();
      }
    }
  }
}
