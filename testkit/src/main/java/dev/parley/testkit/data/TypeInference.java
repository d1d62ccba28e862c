// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.catalog.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** The first pass: looks through files, collects what is wrong and what the columns' types are. */
final class TypeInference {
  /** What H2 allows in a VARCHAR, the least of all databases. */
  private static final int MAX_FIELD_CHARS = 1_048_576;

  /** Columns of the same name in tables of the same name, whatever their case, are one. */
  private record Place(String table, String column) {
    static Place of(String table, String column) {
      return new Place(table.toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT));
    }
  }

  private final Map<Place, ColumnEvidence> evidence = new HashMap<>();
  private final Faults faults;

  TypeInference(Faults faults) {
    this.faults = faults;
  }

  /** Looks through a file to its end, unless it turns out to be unreadable. */
  CsvHeader scan(DataFile file) {
    try (CsvReader reader = CsvReader.open(file.path())) {
      CsvHeader header = CsvHeader.read(reader);
      header.faults().forEach(fault -> faults.add(file.label(), fault));
      if (header.faults().isEmpty()) {
        scanRows(reader, file, header);
      }
      return header;
    } catch (CsvFault fault) {
      faults.add(file.label(), fault);
    } catch (IOException e) {
      faults.add(file.label(), new CsvFault(1, "cannot be read"));
    }
    return CsvHeader.NONE;
  }

  private void scanRows(CsvReader reader, DataFile file, CsvHeader header) throws CsvFault {
    List<ColumnEvidence> columns =
        header.names().stream()
            .map(name -> Place.of(file.table(), name))
            .map(place -> evidence.computeIfAbsent(place, p -> new ColumnEvidence()))
            .toList();
    CSVRecord record = reader.next();
    while (record != null && !faults.full()) {
      if (record.size() == columns.size()) {
        scanRow(record, columns, file.label(), reader.line());
      } else {
        String what = "has %d fields, the header has %d".formatted(record.size(), columns.size());
        faults.add(file.label(), new CsvFault(reader.line(), what));
      }
      record = reader.next();
    }
  }

  private void scanRow(CSVRecord record, List<ColumnEvidence> columns, String label, long line) {
    for (int i = 0; i < columns.size(); i++) {
      String field = record.get(i);
      if (field == null) {
        continue;
      }
      if (field.length() > MAX_FIELD_CHARS) {
        faults.add(label, new CsvFault(line, "a field is longer than 1,048,576 characters"));
      } else if (field.indexOf('\0') >= 0) {
        // PostgreSQL cannot hold it.
        faults.add(label, new CsvFault(line, "a field holds the character U+0000"));
      } else {
        columns.get(i).add(field);
      }
    }
  }

  /** Returns the columns of a table, once all files have been looked through. */
  List<TableColumn> columns(String table, CsvHeader header) {
    List<TableColumn> columns = new ArrayList<>();
    for (String name : header.names()) {
      ColumnEvidence seen = evidence.get(Place.of(table, name));
      columns.add(new TableColumn(name, seen == null ? ColumnType.VARCHAR : seen.type()));
    }
    return columns;
  }
}
