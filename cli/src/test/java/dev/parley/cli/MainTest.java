// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final Screen screen = new Screen();

  static Stream<Arguments> wrongUsage() {
    return Stream.of(
        Arguments.of(List.of("dmeo"), "Unmatched argument at index 0: 'dmeo'", "./parley"),
        Arguments.of(List.of("demo", "--dta", "x"), "Unknown options: '--dta'", "./parley demo"),
        Arguments.of(List.of("demo", "--format", "xml"), "--format", "./parley demo"),
        Arguments.of(List.of("demo", "--port", "many"), "--port", "./parley demo"),
        Arguments.of(List.of("demo", "--node", "north"), "--node", "./parley demo"),
        Arguments.of(List.of("demo", "--exec"), "--exec", "./parley demo"),
        Arguments.of(List.of("gateway"), "--config=FILE", "./parley gateway"),
        Arguments.of(List.of("node", "--check"), "--config=FILE", "./parley node"),
        Arguments.of(List.of("sql"), "URL", "./parley sql"));
  }

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void wrongUsageIsOneLineAndStatusTwo(List<String> arguments, String fact, String command) {
    int status = screen.run(arguments.toArray(String[]::new));

    assertThat(status).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .startsWith("F0000 P0501 ")
        .contains(fact)
        .endsWith(" | Run: " + command + " --help\n")
        .hasLineCount(1);
  }

  static Stream<Arguments> wrongConfiguration() {
    return Stream.of(
        Arguments.of(List.of("demo", "--port", "-1"), "F0000 P0501 There is no port -1 | "),
        Arguments.of(List.of("demo", "--port", "65536"), "F0000 P0501 There is no port 65536 | "),
        Arguments.of(
            List.of("demo", "--databases", "h2,oracle"),
            "F0000 P0501 There is no kind of database 'oracle' | "),
        Arguments.of(List.of("demo", "--data", "/no/such/folder"), "F0000 P0501 "),
        Arguments.of(List.of("demo", "--node", "a b=jdbc:h2:mem:x"), "F0000 P0501 Invalid node"),
        Arguments.of(List.of("gateway", "--config", "/no/such.yaml"), "F0000 P0501 "),
        Arguments.of(List.of("node", "--config", "/no/such.yaml"), "F0000 P0501 "),
        Arguments.of(List.of("pipe", "--config", "/no/such.yaml", "--check"), "F0000 P0501 "),
        Arguments.of(List.of("actions", "--config", "/no/such.yaml"), "F0000 P0501 "),
        Arguments.of(List.of("bench", "speed"), "F0000 P0501 There is no suite 'speed' | "));
  }

  @ParameterizedTest
  @MethodSource("wrongConfiguration")
  void whatCannotBeUsedIsOneLineAndStatusTwo(List<String> arguments, String line) {
    int status = screen.run(arguments.toArray(String[]::new));

    assertThat(lastLine()).startsWith(line).contains(" | ");
    assertThat(status).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void raggedDataIsOneLineAndStatusTwo(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("north"));
    Files.writeString(folder.resolve("north/visits.csv"), "a,b\n1,2\n3\n");

    int status = screen.run("demo", "--data", folder.toString());

    assertThat(status).isEqualTo(2);
    assertThat(screen.err()).startsWith("22P04 P0502 ").contains("visits.csv").hasLineCount(1);
  }

  @Test
  void aPortInUseIsOneLineAndStatusThree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int status = screen.run("demo", "--port", String.valueOf(taken.getLocalPort()));

      assertThat(status).isEqualTo(3);
      assertThat(screen.err())
          .isEqualTo(
              "58000 P0503 Port %d is in use | Choose another with --port, or leave it out.\n"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLineAndStatusThree(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    int status = screen.run("bench", "--out", file.resolve("below").toString());

    assertThat(status).isEqualTo(3);
    assertThat(screen.err()).startsWith("58000 P0503 ").contains("file").hasLineCount(1);
  }

  @Test
  void anArgumentThatBeginsWithAnAtIsNoFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "--help");

    assertThat(screen.run("demo", "--format", "@" + file)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "gateway", "node", "pipe", "actions", "sql", "bench"})
  void helpEverywhereListsEveryExitStatus(String command) {
    int status = command.isEmpty() ? screen.run("--help") : screen.run(command, "--help");

    assertThat(status).isZero();
    assertThat(screen.err()).isEmpty();
    assertThat(screen.out())
        .startsWith("Usage: parley" + (command.isEmpty() ? "" : " " + command))
        .containsPattern("0\\s+success")
        .containsPattern("1\\s+a query failed")
        .containsPattern("2\\s+wrong usage or configuration")
        .containsPattern("3\\s+could not start");
  }

  @Test
  void withoutACommandItSaysHowToUseIt() {
    assertThat(screen.run()).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err()).startsWith("Usage: parley");
  }

  @Test
  void saysItsVersion() {
    assertThat(screen.run("--version")).isZero();
    assertThat(screen.out()).startsWith("Parley 0.");
  }

  private String lastLine() {
    String[] lines = screen.err().split("\n", -1);
    return lines[lines.length - 2];
  }
}
