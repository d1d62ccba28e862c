// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

/** What is wrong at one line of a CSV file; holds nothing of the file's content. */
final class CsvFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final String what;

  CsvFault(long line, String what) {
    super("line " + line + ": " + what);
    this.line = line;
    this.what = what;
  }

  /** Counts from 1. */
  long line() {
    return line;
  }

  String what() {
    return what;
  }
}
