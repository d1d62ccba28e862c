// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Finds names of tables that Calcite could only call unknown: those of nodes not seen yet. */
public final class NameCheck extends SqlBasicVisitor<Void> {
  private final FederationCatalog catalog;

  private NameCheck(FederationCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Returns normally if no table of a missing node is named.
   *
   * @throws ParleyException NODE_MISSING
   */
  public static void check(SqlNode query, FederationCatalog catalog) {
    if (!catalog.missing().isEmpty()) {
      query.accept(new NameCheck(catalog));
    }
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      checkSource(select.getFrom());
    }
    return super.visit(call);
  }

  private void checkSource(SqlNode from) {
    SqlNode source = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    if (!(source instanceof SqlIdentifier name) || name.names.size() != 2) {
      return;
    }
    for (NodeId node : catalog.missing()) {
      if (node.value().equalsIgnoreCase(name.names.get(0))) {
        throw new ParleyException(
            ErrorCode.NODE_MISSING,
            catalog.absence(List.of(node)),
            "Wait until it is running, or ask the other nodes.");
      }
    }
  }
}
