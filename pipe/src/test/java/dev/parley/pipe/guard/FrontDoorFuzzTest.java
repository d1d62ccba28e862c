// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a stranger says to the guard, he is refused, and it is none of the guard's own failures:
 * what lies in the pipe stays there, and stays unseen.
 */
class FrontDoorFuzzTest {
  private static final String OBJECT = "an object that is none of a stranger's business";
  private static final String KEY = "q1/sub-query";
  private static final int PATIENCE_MILLIS = 10_000;

  private static Guard guard;
  private static Pipe gateway;

  @BeforeAll
  static void start(@TempDir Path folder) throws PipeException {
    guard = Guard.start(Cities.settings(new GuardSettings.Folder(folder.resolve("data"))));
    gateway = Cities.pipe(guard.endpoint(), "health");
    gateway.put(Cities.IN_HEALTH_NORTH, KEY, OBJECT.getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    guard.close();
  }

  @FuzzTest
  void answer(byte[] request) throws Exception {
    // without leave, a call from within a fuzz test counts as a finding
    BugDetectors.allowNetworkConnections();

    String answer = said(request);

    assertThat(answer).doesNotContain(OBJECT).doesNotContain(KEY);
    List<String> statuses =
        answer.lines().filter(line -> line.startsWith("HTTP/1.")).map(l -> l.substring(9)).toList();
    assertThat(statuses).as(answer).allMatch(status -> status.matches("(4[0-9]{2}|100|505)( .*)?"));
    assertThat(gateway.list(Cities.IN_HEALTH_NORTH, "")).containsExactly(KEY);
  }

  /** Says everything at once, and then nothing more. */
  private static String said(byte[] request) throws IOException {
    URI at = guard.endpoint();
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return ""; // hung up, which is an answer too
    }
  }
}
