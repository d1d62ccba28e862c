// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone;

import java.net.URI;

/** An Ozone that serves. */
public interface RunningOzone extends AutoCloseable {
  /** Where its S3 gateway listens. */
  URI endpoint();

  /**
   * Does what an operator asks for.
   *
   * @param command a word and what belongs to it
   * @throws Exception if it is not done; the message is one line
   */
  void run(String command) throws Exception;

  /** Ends it, with all of its processes. */
  @Override
  void close();
}
