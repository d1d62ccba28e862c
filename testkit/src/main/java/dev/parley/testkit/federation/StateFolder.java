// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a local federation keeps everything: a folder for each kind of thing.
 *
 * @param root exists
 */
public record StateFolder(Path root) {

  /**
   * Makes the folder, if it is not there.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be made
   */
  public static StateFolder at(Path root) {
    StateFolder state = new StateFolder(root.toAbsolutePath().normalize());
    try {
      for (Path folder :
          new Path[] {
            state.config(),
            state.pipe(),
            state.activations(),
            state.logs(),
            state.audit(),
            state.nodes(),
            state.pids(),
            state.temporary()
          }) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The state folder %s cannot be made".formatted(root),
          "Name a folder that this user may write to.",
          e);
    }
    return state;
  }

  /** Settings, keys and secrets, a folder for each party. */
  public Path config() {
    return root.resolve("config");
  }

  /** The objects of the pipe: all that the cloud stores. */
  public Path pipe() {
    return root.resolve("pipe");
  }

  /** Records of the action host. */
  public Path activations() {
    return root.resolve("activations");
  }

  /** Logs of the parties. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** What each node keeps for itself: its ledger, and partials on their way. */
  public Path nodes() {
    return root.resolve("nodes");
  }

  /** Each node's log of the questions that it was asked. */
  public Path audit() {
    return root.resolve("audit");
  }

  /** Process ids, if parties are processes of their own. */
  public Path pids() {
    return root.resolve("pids");
  }

  /** Temporary files of parties that are processes of their own, a folder for each. */
  public Path temporary() {
    return root.resolve("temporary");
  }
}
