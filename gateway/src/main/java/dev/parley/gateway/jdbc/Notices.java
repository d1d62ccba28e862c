// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.NodeId;
import java.util.ArrayList;
import java.util.List;

/** What a result says beside its rows, as rows of a kind and a text. */
final class Notices {
  private static final String WARNING = "WARNING";
  private static final String NODE = "NODE";

  private Notices() {}

  static List<Object> rows(QueryResult result) {
    List<Object> rows = new ArrayList<>();
    for (String warning : result.warnings()) {
      rows.add(CatalogRows.row(WARNING, warning));
    }
    for (NodeId node : result.nodes()) {
      rows.add(CatalogRows.row(NODE, node.value()));
    }
    return rows;
  }
}
