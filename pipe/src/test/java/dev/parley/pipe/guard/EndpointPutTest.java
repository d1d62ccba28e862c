// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.guard.CuttingLine.Cut;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guard puts into its store, while the line between them is cut. */
class EndpointPutTest {
  private static final byte[] OURS = {1, 2, 3};

  private BareServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new BareServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasCutOnceArrives(Cut cut) throws Exception {
    try (CuttingLine line = new CuttingLine(server.endpoint(), cut, 1);
        Guard guard = guard(line);
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      north.put(Cities.BOARD_NORTH, "q1/done", OURS);

      assertThat(north.get(Cities.BOARD_NORTH, "q1/done", OURS.length)).hasValue(OURS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCutAgainIsNotSaidToHaveArrived(Cut cut) throws Exception {
    try (CuttingLine line = new CuttingLine(server.endpoint(), cut, 2);
        Guard guard = guard(line);
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      PipeException e =
          catchThrowableOfType(
              PipeException.class, () -> north.put(Cities.BOARD_NORTH, "q1/done", OURS));

      assertThat(e.kind()).isEqualTo(PipeException.Kind.FAILED);
    }
  }

  @Test
  void whatIsAnothersIsNotTakenForOurs() throws Exception {
    try (CuttingLine whole = new CuttingLine(server.endpoint(), Cut.BEFORE_ARRIVAL, 0);
        Guard guard = guard(whole);
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      north.put(Cities.BOARD_NORTH, "q1/done", new byte[] {9, 9, 9});
    }
    try (CuttingLine line = new CuttingLine(server.endpoint(), Cut.BEFORE_ARRIVAL, 1);
        Guard guard = guard(line);
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      PipeException e =
          catchThrowableOfType(
              PipeException.class, () -> north.put(Cities.BOARD_NORTH, "q1/done", OURS));

      assertThat(e.kind()).isEqualTo(PipeException.Kind.TAKEN);
    }
  }

  @Test
  void aLargeBodyIsNotKeptAndPutOnce() throws Exception {
    try (CuttingLine line = new CuttingLine(server.endpoint(), Cut.BEFORE_ARRIVAL, 1);
        Guard guard = guard(line);
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      PipeException e =
          catchThrowableOfType(
              PipeException.class,
              () -> north.put(Cities.BOARD_NORTH, "q1/done", new byte[EndpointPut.KEPT_BYTES + 1]));

      assertThat(e.kind()).isEqualTo(PipeException.Kind.FAILED);
    }
  }

  private static Guard guard(CuttingLine line) throws IOException {
    Endpoint endpoint = new Endpoint(line.endpoint(), Trust.OF_JVM);
    return Guard.start(Cities.settings(new GuardSettings.Endpoint(endpoint, BareServer.ROOT)));
  }
}
