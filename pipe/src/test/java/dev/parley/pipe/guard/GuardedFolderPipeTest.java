// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The pipe over the guard over a folder keeps the contract. */
class GuardedFolderPipeTest extends PipeContract {
  private Guard guard;
  private Pipe pipe;

  @BeforeEach
  void start(@TempDir Path folder) {
    guard = Guard.start(Cities.settings(new GuardSettings.Folder(folder.resolve("data"))));
    pipe = Cities.pipe(guard.endpoint(), "north");
  }

  @AfterEach
  void stop() {
    pipe.close();
    guard.close();
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
