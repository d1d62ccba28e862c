// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.federation.LocalFederationSettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;

/**
 * Runs every {@code .iq} file; the expected output is the file itself.
 *
 * <p>What is printed is left in a folder; to accept it is to copy it. Most scripts wait for nodes
 * most of the time, so several run at once.
 */
final class GoldenScripts implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src/test/resources/iq");

  /** Scripts that stop a node, cut a line or use up questions, where others would notice. */
  private static final Set<String> ALONE = Set.of("errors-peers.iq", "missing.iq");

  private final Map<Path, String> printed = new ConcurrentHashMap<>();
  private final Path actual;
  private final GoldenStages stages;

  private GoldenScripts(GoldenStages stages, Path actual) {
    this.stages = stages;
    this.actual = actual;
  }

  /**
   * Runs those that can run together.
   *
   * @param cloud puts the objects of a federation where they are to be
   * @param actual where to leave what is printed
   * @param atOnce how many
   */
  static GoldenScripts run(UnaryOperator<LocalFederationSettings> cloud, Path actual, int atOnce)
      throws Exception {
    GoldenScripts scripts = new GoldenScripts(new GoldenStages(cloud), actual);
    Files.createDirectories(actual);
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    for (Path script : all()) {
      if (!ALONE.contains(script.getFileName().toString())) {
        threads.execute(() -> scripts.printed.put(script, scripts.print(script)));
      }
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
    return scripts;
  }

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(f -> f.toString().endsWith(".iq")).sorted().toList();
    }
  }

  void requirePrinted(Path script) throws IOException {
    String text = printed.computeIfAbsent(script, this::print);
    Path file = actual.resolve(script.getFileName());
    Files.writeString(file, text);
    assertThat(text)
        .as("diff %s %s", script, file)
        .isEqualToNormalizingNewlines(Files.readString(script));
  }

  private String print(Path script) {
    StringWriter text = new StringWriter();
    try {
      new Quidem(
              Quidem.configBuilder()
                  .withReader(new StringReader(Files.readString(script)))
                  .withWriter(text)
                  .withConnectionFactory(stages::connect)
                  .withCommandHandler(new GoldenCommands())
                  .build())
          .execute();
    } catch (IOException | RuntimeException e) {
      text.append("The script breaks off: ").append(String.valueOf(e.getCause()));
    }
    return text.toString();
  }

  @Override
  public void close() {
    stages.close();
  }
}
