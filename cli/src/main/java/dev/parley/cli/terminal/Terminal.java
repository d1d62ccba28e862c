// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * @param interactive whether a person sits in front of it, as the parley script found out
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /** Returns the terminal of this process. */
  public static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean("parley.interactive"));
  }

  /** Tells a person what is going on. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }
}
