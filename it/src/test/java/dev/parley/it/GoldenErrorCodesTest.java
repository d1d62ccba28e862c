// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every error that a client can see is in the manual, and is provoked by a golden file. */
class GoldenErrorCodesTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/iq");
  private static final Path MANUAL = Path.of("../docs/sql.md");
  private static final Pattern RANGE = Pattern.compile("P(\\d{4}) to P(\\d{4})");

  private static final Map<ErrorCode, String> NOT_BY_SQL =
      new EnumMap<>(
          Map.of(
              ErrorCode.PLAINTEXT_WOULD_LEAVE, "a guard throws it if the planner is broken",
              ErrorCode.INVALID_DATA, "files are read before anybody can ask",
              ErrorCode.CANNOT_START, "nothing runs that could be asked",
              ErrorCode.CANCELLED, "another thread has to cancel",
              ErrorCode.STATEMENT_LOST, "a client has to be idle for long",
              ErrorCode.LIMIT_REACHED, "many have to be at work at once",
              ErrorCode.INTERNAL, "only a fault of Parley itself gives it"));

  @ParameterizedTest
  @EnumSource
  void isProvokedByAGoldenFileUnlessNoStatementCan(ErrorCode code) throws IOException {
    String line = "java.sql.SQLException: %s %s ".formatted(code.sqlState(), code.vendorCode());

    boolean provoked = scripts().stream().anyMatch(script -> script.contains(line));

    assertThat(provoked).as("%s is provoked", code).isEqualTo(!NOT_BY_SQL.containsKey(code));
  }

  @ParameterizedTest
  @EnumSource
  void isInTheManual(ErrorCode code) throws IOException {
    String manual = Files.readString(MANUAL);
    String table = manual.substring(manual.indexOf("## Errors"));

    assertThat(table).contains(code.sqlState());
    assertThat(numbers(table)).contains(code.vendorCode());
  }

  private static Set<String> numbers(String table) {
    Set<String> numbers = new TreeSet<>();
    Pattern.compile("P\\d{4}").matcher(table).results().forEach(m -> numbers.add(m.group()));
    Matcher range = RANGE.matcher(table);
    while (range.find()) {
      int last = Integer.parseInt(range.group(2));
      for (int i = Integer.parseInt(range.group(1)); i <= last; i++) {
        numbers.add("P%04d".formatted(i));
      }
    }
    return numbers;
  }

  private static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(file -> file.toString().endsWith(".iq"))
          .map(GoldenErrorCodesTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
