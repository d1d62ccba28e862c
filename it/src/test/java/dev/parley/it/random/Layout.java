// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes of a federation and their rows.
 *
 * @param kinds of database, a node for each
 */
record Layout(List<DatabaseKind> kinds, List<RandomTable> tables) {

  Layout {
    kinds = List.copyOf(kinds);
    tables = List.copyOf(tables);
  }

  /** The name of a node says its kind of database. */
  NodeId node(int index) {
    return new NodeId("n" + index + "-" + kinds.get(index).word());
  }

  List<OwnerData> owners() {
    return IntStream.range(0, kinds.size())
        .mapToObj(
            i ->
                new OwnerData(
                    node(i), tables.stream().map(t -> t.part(i)).toList(), Optional.empty()))
        .toList();
  }

  /** The same with one row less at the node that has the most rows of its first table. */
  Layout withoutOneRow() {
    RandomTable first = tables.get(0);
    int largest =
        IntStream.range(0, kinds.size())
            .reduce((a, b) -> first.parts().get(a).size() >= first.parts().get(b).size() ? a : b)
            .orElseThrow();
    List<Object[]> rows = new ArrayList<>(first.parts().get(largest));
    rows.remove(rows.size() / 2);
    List<RandomTable> altered = new ArrayList<>(tables);
    altered.set(0, first.withPart(largest, rows));
    return new Layout(kinds, altered);
  }

  @Override
  public String toString() {
    return "  nodes "
        + IntStream.range(0, kinds.size())
            .mapToObj(i -> node(i).value())
            .collect(Collectors.joining(", "))
        + "\n"
        + tables.stream().map(RandomTable::toString).collect(Collectors.joining());
  }
}
