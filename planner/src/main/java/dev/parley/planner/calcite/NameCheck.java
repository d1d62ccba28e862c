// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Finds names of schemas that there are not, and of nodes whose tables nobody has seen yet. */
public final class NameCheck extends SqlBasicVisitor<Void> {
  private final FederationCatalog catalog;
  private final List<String> schemas;

  private NameCheck(FederationCatalog catalog) {
    this.catalog = catalog;
    this.schemas = new ArrayList<>(catalog.schemas());
    this.schemas.addAll(SystemTable.schemas());
  }

  /**
   * Returns normally if every table is in a schema that there is, and in that of no missing node.
   *
   * @throws ParleyException UNKNOWN_TABLE or NODE_MISSING
   */
  public static void check(SqlNode query, FederationCatalog catalog) {
    query.accept(new NameCheck(catalog));
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      checkSource(select.getFrom());
    }
    if (call instanceof SqlJoin join) {
      checkSource(join.getLeft());
      checkSource(join.getRight());
    }
    return super.visit(call);
  }

  private void checkSource(SqlNode from) {
    SqlNode source = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    if (source instanceof SqlIdentifier name && name.names.size() == 2) {
      checkSchema(name.names.get(0), name.names.get(1));
    }
  }

  private void checkSchema(String schema, String table) {
    if (schemas.stream().noneMatch(schema::equalsIgnoreCase)) {
      throw new ParleyException(
          ErrorCode.UNKNOWN_TABLE,
          "There is no schema '%s', and so no table '%s' in it".formatted(schema, table),
          NearestName.of(schema, schemas)
              .map("Did you mean '%s'?"::formatted)
              .orElse("Ask JDBC's DatabaseMetaData which schemas there are."));
    }
    for (NodeId node : catalog.missing()) {
      if (node.value().equalsIgnoreCase(schema)) {
        throw new ParleyException(
            ErrorCode.NODE_MISSING,
            catalog.absence(List.of(node)),
            "Wait until it is running, or ask the other nodes.");
      }
    }
  }
}
