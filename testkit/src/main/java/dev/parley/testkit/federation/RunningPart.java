// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

/** A part that has started. */
public interface RunningPart extends AutoCloseable {

  /** Where it listens; for a node, which listens nowhere, its name. */
  String address();

  /** Stops it, and returns when it has ended. */
  @Override
  void close();
}
