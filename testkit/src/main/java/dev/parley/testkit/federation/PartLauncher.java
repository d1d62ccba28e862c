// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import java.nio.file.Path;

/** Starts the parts of a federation from their settings files, in this process or in others. */
public interface PartLauncher {

  /** The kinds of parts. */
  enum Part {
    PIPE,
    ACTIONS,
    NODE,
    GATEWAY
  }

  /**
   * Starts a part, and returns when it is ready.
   *
   * @param name by which people know it
   * @param settings the file that {@code parley PART --config} takes
   * @throws dev.parley.protocol.error.ParleyException if it does not start
   */
  RunningPart start(Part part, String name, Path settings);
}
