// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints results one after the other in one format. */
public final class ResultPrinter {
  private final ResultFormat format;
  private final PrintWriter out;
  private boolean isFirst = true;

  public ResultPrinter(ResultFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  /** Prints all rows of a result, and its notes where the format has a place for them. */
  public void print(ResultSet rows, ResultNotes notes) throws SQLException {
    switch (format) {
      case TABLE -> printTable(rows);
      case CSV -> printCsv(rows);
      case JSON -> printJson(rows, notes);
    }
    isFirst = false;
    out.flush();
  }

  private void printCsv(ResultSet rows) throws SQLException {
    if (!isFirst) {
      out.print('\n');
    }
    List<String> fields = new ArrayList<>();
    for (String label : labels(rows)) {
      fields.add(csv(label));
    }
    out.print(String.join(",", fields) + "\n");
    while (rows.next()) {
      fields.clear();
      for (Object value : row(rows)) {
        fields.add(value == null ? "" : csv(Cells.text(value)));
      }
      out.print(String.join(",", fields) + "\n");
    }
  }

  private void printTable(ResultSet rows) throws SQLException {
    TextTable table = new TextTable(labels(rows));
    while (rows.next()) {
      List<@Nullable Object> values = row(rows);
      List<String> cells = new ArrayList<>();
      for (Object value : values) {
        cells.add(value == null ? "" : Cells.text(value));
      }
      table.add(cells, values.stream().map(Number.class::isInstance).toList());
    }
    if (!isFirst) {
      out.print('\n');
    }
    table.print(out);
  }

  private void printJson(ResultSet rows, ResultNotes notes) throws SQLException {
    ResultSetMetaData metaData = rows.getMetaData();
    JsonArray types = new JsonArray();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      types.add(metaData.getColumnTypeName(i));
    }
    JsonArray all = new JsonArray();
    while (rows.next()) {
      JsonArray row = new JsonArray();
      row(rows).forEach(value -> row.add(json(value)));
      all.add(row);
    }
    JsonObject result = new JsonObject();
    result.add("columns", strings(labels(rows)));
    result.add("types", types);
    result.add("rows", all);
    result.add("nodes", strings(notes.nodes()));
    result.add("warnings", strings(notes.warnings()));
    out.print(result + "\n");
  }

  private static List<String> labels(ResultSet rows) throws SQLException {
    ResultSetMetaData metaData = rows.getMetaData();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      labels.add(metaData.getColumnLabel(i));
    }
    return labels;
  }

  private static List<@Nullable Object> row(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      values.add(Cells.value(rows, i));
    }
    return values;
  }

  private static String csv(String text) {
    boolean quoted =
        text.isEmpty()
            || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static JsonElement json(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      // as PostgreSQL does: JSON has no such numbers
      return new JsonPrimitive(number.toString());
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    return new JsonPrimitive(Cells.text(value));
  }

  private static JsonArray strings(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}
