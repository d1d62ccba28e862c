// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults of all files, told at once.
 *
 * <p>A fault never quotes a field, nor a column's name: where the header was forgotten, names are
 * values.
 */
final class Faults {
  private static final int MAX_TOLD = 10;

  private final List<String> told = new ArrayList<>();

  void add(String what) {
    if (!full()) {
      told.add(what.replaceAll("\\p{Cntrl}", "?"));
    }
  }

  void add(String file, CsvFault fault) {
    add("%s line %d: %s".formatted(file, fault.line(), fault.what()));
  }

  /** Whether no more faults are wanted. */
  boolean full() {
    return told.size() >= MAX_TOLD;
  }

  void throwIfAny() {
    if (told.isEmpty()) {
      return;
    }
    String count = told.size() == 1 ? "1 fault" : told.size() + " faults";
    throw new ParleyException(
        ErrorCode.INVALID_DATA,
        "%s%s in the data: %s"
            .formatted(full() ? "The first " : "", count, String.join("; ", told)),
        "Correct the files; each is CSV as in RFC 4180, with a header, in UTF-8.");
  }
}
