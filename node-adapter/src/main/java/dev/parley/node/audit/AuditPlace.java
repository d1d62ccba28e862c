// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.nio.file.Path;

/**
 * Where a log is.
 *
 * @param file the log
 * @param head a file that names its last entry; in another folder, so that one who cuts the log off
 *     has to know of it
 */
public record AuditPlace(Path file, Path head) {

  /** The place of a log, given the folder where the node keeps what must outlive it. */
  public static AuditPlace of(Path file, Path state) {
    return new AuditPlace(file, state.resolve("audit.head"));
  }
}
