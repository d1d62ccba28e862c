// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file that has been looked through before, and found to be sound. */
record CsvTable(Path file, String table, List<TableColumn> columns) implements TableRows {

  CsvTable {
    columns = List.copyOf(columns);
  }

  @Override
  public void forEach(RowSink sink) throws SQLException {
    try (CsvReader reader = CsvReader.open(file)) {
      reader.next();
      CSVRecord record = reader.next();
      while (record != null) {
        CSVRecord current = record;
        if (current.size() != columns.size()) {
          throw changed(reader.line());
        }
        long line = reader.line();
        sink.accept(column -> value(current, column, line));
        record = reader.next();
      }
    } catch (CsvFault fault) {
      throw changed(fault.line());
    } catch (IOException e) {
      throw changed(1);
    }
  }

  private @Nullable Object value(CSVRecord record, int column, long line) {
    String field = record.get(column);
    if (field == null) {
      return null;
    }
    try {
      return FieldText.parse(field, columns.get(column).type());
    } catch (IllegalArgumentException e) {
      throw changed(line);
    }
  }

  private ParleyException changed(long line) {
    return new ParleyException(
        ErrorCode.INVALID_DATA,
        "%s line %d: was changed while it was read".formatted(file, line),
        "Start again when nothing writes to the file.");
  }
}
