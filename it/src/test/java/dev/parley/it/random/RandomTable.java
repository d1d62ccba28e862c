// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.testkit.data.RowSink;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A federated table.
 *
 * @param parts the rows of each node, in their order
 */
record RandomTable(String name, List<RandomColumn> columns, List<List<Object[]>> parts) {

  RandomTable {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  /** The number of rows of all nodes. */
  int rows() {
    return parts.stream().mapToInt(List::size).sum();
  }

  /** What node number {@code node} has of it. */
  TableRows part(int node) {
    return new Part(
        name,
        columns.stream().map(c -> new TableColumn(c.name(), c.partTypes().get(node))).toList(),
        parts.get(node));
  }

  /** The same with rows of one node in the place of its own. */
  RandomTable withPart(int node, List<Object[]> rows) {
    return new RandomTable(
        name,
        columns,
        IntStream.range(0, parts.size()).mapToObj(i -> i == node ? rows : parts.get(i)).toList());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("  table " + name + ", rows of the nodes: ");
    text.append(parts.stream().map(List::size).toList()).append('\n');
    columns.forEach(column -> text.append("    ").append(column).append('\n'));
    return text.toString();
  }

  private record Part(String table, List<TableColumn> columns, List<Object[]> rows)
      implements TableRows {
    @Override
    public void forEach(RowSink sink) throws SQLException {
      for (Object[] row : rows) {
        sink.accept(column -> row[column]);
      }
    }
  }
}
