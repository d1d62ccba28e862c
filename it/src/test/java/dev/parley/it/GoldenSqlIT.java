// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every {@code .iq} file; the expected output is the file itself.
 *
 * <p>What is printed is left in {@code target/iq}; to accept it is to copy it. Most scripts wait
 * for nodes most of the time, so several run at once.
 */
class GoldenSqlIT {
  private static final Path SCRIPTS = Path.of("src/test/resources/iq");
  private static final Path ACTUAL = Path.of("target/iq");
  private static final int AT_ONCE = 4;

  /** Scripts that stop a node, cut a line or use up questions, where others would notice. */
  private static final Set<String> ALONE = Set.of("errors-peers.iq", "missing.iq");

  private static final Map<Path, String> PRINTED = new ConcurrentHashMap<>();

  private static @Nullable GoldenStages stages;

  @BeforeAll
  static void start() throws Exception {
    stages = new GoldenStages();
    Files.createDirectories(ACTUAL);
    ExecutorService scripts = Executors.newFixedThreadPool(AT_ONCE);
    for (Path script : scripts()) {
      if (!ALONE.contains(script.getFileName().toString())) {
        scripts.execute(() -> PRINTED.put(script, print(script)));
      }
    }
    scripts.shutdown();
    assertThat(scripts.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
  }

  @AfterAll
  static void stop() {
    if (stages != null) {
      stages.close();
    }
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(f -> f.toString().endsWith(".iq")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void printsWhatItsFileSays(Path script) throws Exception {
    String actual = PRINTED.computeIfAbsent(script, GoldenSqlIT::print);

    Path file = ACTUAL.resolve(script.getFileName());
    Files.writeString(file, actual);
    assertThat(actual)
        .as("diff %s %s", script, file)
        .isEqualToNormalizingNewlines(Files.readString(script));
  }

  private static String print(Path script) {
    StringWriter actual = new StringWriter();
    try {
      new Quidem(
              Quidem.configBuilder()
                  .withReader(new StringReader(Files.readString(script)))
                  .withWriter(actual)
                  .withConnectionFactory((name, reference) -> open().connect(name, reference))
                  .withCommandHandler(new GoldenCommands())
                  .build())
          .execute();
    } catch (IOException | RuntimeException e) {
      actual.append("The script breaks off: ").append(String.valueOf(e.getCause()));
    }
    return actual.toString();
  }

  private static GoldenStages open() {
    if (stages == null) {
      throw new IllegalStateException("The federations have not started");
    }
    return stages;
  }
}
