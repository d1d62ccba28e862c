// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import java.time.Duration;

/**
 * What a process needs to become an action.
 *
 * @param action namespace, perhaps package, and name, with slashes between
 * @param version as people see it
 * @param revision differs whenever the code or the limits do
 * @param main the class that has the entry point
 * @param code a jar in Base64
 */
public record ActionImage(
    String action,
    String version,
    long revision,
    String main,
    String code,
    Duration timeout,
    int memoryMegabytes) {

  /** Neither the code, which is long, nor anything else that a log has no use for. */
  @Override
  public String toString() {
    return action + "@" + version;
  }
}
