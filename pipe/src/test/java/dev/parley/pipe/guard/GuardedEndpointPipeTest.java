// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeContract;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The pipe over the guard before another S3 server keeps the contract. */
class GuardedEndpointPipeTest extends PipeContract {
  private BareServer server;
  private Guard guard;
  private Pipe pipe;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new BareServer(folder);
    guard =
        Guard.start(
            Cities.settings(
                new GuardSettings.Endpoint(
                    new Endpoint(server.endpoint(), Trust.OF_JVM), BareServer.ROOT)));
    pipe = Cities.pipe(guard.endpoint(), "north");
  }

  @AfterEach
  void stop() {
    pipe.close();
    guard.close();
    server.close();
  }

  @Override
  protected Pipe pipe() {
    return pipe;
  }

  @Override
  protected String bucket() {
    return Cities.BOARD_NORTH;
  }
}
