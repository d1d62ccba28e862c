// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import java.util.Locale;

/** The forms in which results are printed. */
public enum ResultFormat {
  /** For people. */
  TABLE,
  /**
   * RFC 4180 with a header; lines end in LF; NULL is an empty field, an empty text is {@code ""}.
   */
  CSV,
  /** One JSON object a line for each result. */
  JSON;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
