// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import java.io.IOException;
import sqlline.SqlLine;

/** sqlline, set up for Parley. */
public final class Shell {
  private Shell() {}

  /** Runs sqlline on this terminal until its user leaves it; returns an exit status. */
  public static int open(String url, String user, String password) throws IOException {
    String[] arguments = {"-u", url, "-n", user, "-p", password, "--isolation=TRANSACTION_NONE"};
    SqlLine.Status status = SqlLine.mainWithInputRedirection(arguments, null);
    return status == SqlLine.Status.OK ? ExitCode.SUCCESS : ExitCode.QUERY_FAILED;
  }
}
