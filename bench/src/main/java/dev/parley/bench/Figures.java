// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one suite.
 *
 * @param suite its name
 * @param about what the columns mean, and on what was measured; one line
 * @param columns names of the columns; the first holds texts, the others numbers
 * @param rows as many texts as there are columns
 */
public record Figures(String suite, String about, List<String> columns, List<List<String>> rows) {

  public Figures {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Prints a table, and writes {@code SUITE.csv} into {@code folder} if there is one. */
  public void print(PrintWriter out, @Nullable Path folder) throws IOException {
    int[] widths = new int[columns.size()];
    List<List<String>> all = new ArrayList<>();
    all.add(columns);
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    out.println(about);
    all.forEach(row -> out.println(line(row, widths)));
    out.flush();
    if (folder != null) {
      Files.createDirectories(folder);
      Files.write(folder.resolve(suite + ".csv"), all.stream().map(Figures::csv).toList());
    }
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private static String csv(List<String> row) {
    return String.join(
        ",", row.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').toList());
  }
}
