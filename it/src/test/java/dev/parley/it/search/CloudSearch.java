// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The rule that nothing of some values reaches the cloud, for any test that runs a federation:
 * registered with {@link RegisterExtension}, and told where the cloud could see something, it
 * searches all that after each test, or when it is told to. Audit logs are not among what is
 * searched: they are the owners' own, on their machines, and hold the questions.
 */
public final class CloudSearch implements AfterEachCallback {
  private final List<Marker> markers;
  private final List<Place> places = new ArrayList<>();

  /** Where the cloud, or anybody who reads logs, could see something. */
  private interface Place {
    void search(ByteSearch search) throws Exception;
  }

  private CloudSearch(List<Marker> markers) {
    this.markers = List.copyOf(markers);
  }

  /** Searches for {@code markers}. */
  public static CloudSearch of(List<Marker> markers) {
    return new CloudSearch(markers);
  }

  /** What was said to or by the cloud. */
  public CloudSearch bytes(String where, Supplier<List<byte[]>> said) {
    places.add(search -> said.get().forEach(bytes -> search.scan(where, bytes)));
    return this;
  }

  /** All files below a folder: objects, activation records, logs. */
  public CloudSearch folder(Path folder) {
    places.add(
        search -> {
          try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.anyMatch(Files::isRegularFile)).as("files in " + folder).isTrue();
          }
          search.scanFolder(folder);
        });
    return this;
  }

  /** The memory of a process of the cloud, dumped into {@code folder}, which is not searched. */
  public CloudSearch memory(String where, long pid, Path folder) {
    places.add(search -> search.scanMemory(where, HeapDump.of(pid, folder)));
    return this;
  }

  /** Returns what a search of one process's memory finds; for positive controls. */
  public List<String> foundInMemory(long pid, Path folder) throws IOException {
    ByteSearch search = new ByteSearch(markers);
    search.scanMemory("control", HeapDump.of(pid, folder));
    return search.findings();
  }

  /** Returns what a search of {@code bytes} finds; for positive controls. */
  public List<String> foundIn(List<byte[]> bytes) {
    ByteSearch search = new ByteSearch(markers);
    bytes.forEach(b -> search.scan("control", b));
    return search.findings();
  }

  /**
   * Searches all places now, and not again after the test.
   *
   * @return how many bytes there were
   */
  public long requireNothingFound() throws Exception {
    ByteSearch search = new ByteSearch(markers);
    List<Place> searched = List.copyOf(places);
    places.clear();
    for (Place place : searched) {
      place.search(search);
    }
    assertThat(search.findings()).isEmpty();
    return search.searchedBytes();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (context.getExecutionException().isEmpty() && !places.isEmpty()) {
      requireNothingFound();
    }
  }
}
