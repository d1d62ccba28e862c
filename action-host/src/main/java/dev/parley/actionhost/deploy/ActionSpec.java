// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import java.nio.file.Path;
import java.time.Duration;

/**
 * An action to deploy.
 *
 * @param main the class that has the entry point
 * @param jar all its code but Gson and the JDK
 * @param memoryMegabytes of its container
 */
public record ActionSpec(
    String packageName, String name, String main, Path jar, Duration timeout, int memoryMegabytes) {
  /** The merge of secure aggregates and rows: {@code parley/merge}. */
  public static ActionSpec merge(Path jar, Duration timeout, int memoryMegabytes) {
    return new ActionSpec(
        "parley",
        "merge",
        "dev.parley.actions.secureagg.MergeAction",
        jar,
        timeout,
        memoryMegabytes);
  }
}
