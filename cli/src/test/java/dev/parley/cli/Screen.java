// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import dev.parley.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal that keeps what is written to it. */
public final class Screen {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command; returns its exit status. */
  public int run(String... arguments) {
    return Main.run(
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false), arguments);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
