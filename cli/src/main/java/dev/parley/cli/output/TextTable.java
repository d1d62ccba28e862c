// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import dev.parley.protocol.message.ShownText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, numbers to the right. */
final class TextTable {
  private static final char NOT_SHOWN = '␦';

  private final List<String> labels;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] rightAligned;

  TextTable(List<String> labels) {
    this.labels = labels.stream().map(label -> ShownText.of(label, NOT_SHOWN)).toList();
    this.rightAligned = new boolean[labels.size()];
  }

  void add(List<String> cells, List<Boolean> numbers) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      row.add(ShownText.of(cells.get(i), NOT_SHOWN));
      rightAligned[i] |= numbers.get(i);
    }
    rows.add(row);
  }

  void print(PrintWriter out) {
    int[] widths = new int[labels.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(labels.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    line(out, labels, widths);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    line(out, rule, widths);
    rows.forEach(row -> line(out, row, widths));
  }

  private void line(PrintWriter out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(rightAligned[i] ? padding + cells.get(i) : cells.get(i) + padding);
    }
    out.print(line.toString().stripTrailing() + "\n");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
