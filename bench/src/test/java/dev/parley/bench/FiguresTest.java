// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private final Figures figures =
      new Figures(
          "statistics",
          "3 owners; ms.",
          List.of("query", "total", "ratio"),
          List.of(
              List.of("SELECT SUM(a), \"b\" FROM t", "12.5", "1.0"), List.of("x", "1.0", "10.25")));

  @Test
  void printsAnAlignedTableNumbersToTheRight() throws IOException {
    StringWriter out = new StringWriter();

    figures.print(new PrintWriter(out), null);

    assertThat(out.toString().lines())
        .containsExactly(
            "3 owners; ms.",
            "query                      total  ratio",
            "SELECT SUM(a), \"b\" FROM t   12.5    1.0",
            "x                            1.0  10.25");
  }

  @Test
  void writesTheFiguresAsCsvIntoAFolderThatItMakes(@TempDir Path folder) throws IOException {
    Path below = folder.resolve("a/b");

    figures.print(new PrintWriter(new StringWriter()), below);

    assertThat(below.resolve("statistics.csv"))
        .hasContent(
            """
            "query","total","ratio"
            "SELECT SUM(a), ""b"" FROM t","12.5","1.0"
            "x","1.0","10.25"
            """);
  }
}
