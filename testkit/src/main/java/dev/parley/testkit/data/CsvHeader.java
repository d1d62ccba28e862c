// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/**
 * The first record of a file.
 *
 * @param names of the columns in their order; unmodifiable
 * @param faults what is wrong with them; unmodifiable
 */
record CsvHeader(List<String> names, List<CsvFault> faults) {
  static final CsvHeader NONE = new CsvHeader(List.of(), List.of());

  /** What PostgreSQL allows; it cuts longer names, which could make two of them the same. */
  static final int MAX_NAME_BYTES = 63;

  private static final int MAX_COLUMNS = 1600;

  CsvHeader {
    names = List.copyOf(names);
    faults = List.copyOf(faults);
  }

  static CsvHeader read(CsvReader reader) throws CsvFault {
    CSVRecord record = reader.next();
    if (record == null) {
      throw new CsvFault(1, "there is no header, the file is empty");
    }
    List<String> names = record.stream().map(name -> name == null ? "" : name).toList();
    if (names.size() > MAX_COLUMNS) {
      throw new CsvFault(1, "there are more than " + MAX_COLUMNS + " columns");
    }
    if (names.stream().allMatch(CsvHeader::isValue)) {
      throw new CsvFault(1, "there is no header, the first line holds values");
    }
    return new CsvHeader(names, faults(names));
  }

  /** Numbers, dates and nothing may name some columns, say years, but hardly all. */
  private static boolean isValue(String name) {
    return name.isEmpty()
        || NumberShape.of(name) != null
        || FieldText.date(name) != null
        || FieldText.timestamp(name) != null;
  }

  private static List<CsvFault> faults(List<String> names) {
    List<CsvFault> faults = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        faults.add(new CsvFault(1, "column %d has no name".formatted(i + 1)));
        continue;
      }
      if (!isIdentifier(name)) {
        String what = "the name of column %d is longer than 63 bytes or holds control characters";
        faults.add(new CsvFault(1, what.formatted(i + 1)));
      }
      Integer earlier = positions.putIfAbsent(name.toLowerCase(Locale.ROOT), i + 1);
      if (earlier != null) {
        String what = "columns %d and %d have the same name".formatted(earlier, i + 1);
        faults.add(new CsvFault(1, what));
      }
    }
    return faults;
  }

  /** Whether every database can take {@code name} as the name of a table or column. */
  static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
        && name.chars().noneMatch(Character::isISOControl);
  }
}
