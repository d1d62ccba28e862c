// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static dev.parley.protocol.message.Encoding.MAX_NAME_BYTES;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A node's catalog for one analyst.
 *
 * @param epoch the epoch of the manifest that the node goes by
 */
public record CatalogMessage(
    FederationId federation, AnalystId recipient, int epoch, NodeCatalog catalog) {
  private static final int MAX_COLUMNS = 10_000;

  public byte[] encode() {
    return Encoding.write(
        out -> {
          out.string(federation.value());
          out.string(recipient.value());
          out.i32(epoch);
          out.string(catalog.node().value());
          out.i64(catalog.sequence());
          out.string(catalog.database());
          out.u16(catalog.minOwners());
          out.u16(catalog.tables().size());
          for (PublishedTable table : catalog.tables()) {
            writeTable(out, table);
          }
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static CatalogMessage decode(byte[] bytes) {
    return Encoding.read(
        bytes,
        in ->
            new CatalogMessage(
                new FederationId(in.string(MAX_NAME_BYTES)),
                new AnalystId(in.string(MAX_NAME_BYTES)),
                in.i32(),
                readCatalog(in)));
  }

  private static NodeCatalog readCatalog(WireReader in) throws IOException {
    NodeId node = new NodeId(in.string(MAX_NAME_BYTES));
    long sequence = in.i64();
    String database = ShownText.oneLine(in.string(MAX_NAME_BYTES));
    int minOwners = in.u16();
    int count = in.u16();
    List<PublishedTable> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(readTable(in));
    }
    return new NodeCatalog(node, sequence, database, minOwners, tables);
  }

  private static void writeTable(WireWriter out, PublishedTable table) throws IOException {
    out.string(table.name());
    out.strings(table.key());
    out.string(table.nearest().word());
    out.u16(table.columns().size());
    for (PublishedColumn column : table.columns()) {
      out.string(column.name());
      out.string(column.type().kind().name());
      out.i32(column.type().precision());
      out.u16(column.type().scale());
      out.flag(column.nullable());
      out.strings(column.uses().stream().map(Use::word).sorted().toList());
    }
  }

  private static PublishedTable readTable(WireReader in) throws IOException {
    String name = in.string(MAX_NAME_BYTES);
    List<String> key = in.strings(MAX_COLUMNS, MAX_NAME_BYTES);
    NearestMode nearest = nearest(in);
    int count = in.u16();
    if (count > MAX_COLUMNS) {
      throw new WireFormatException("Too many columns");
    }
    List<PublishedColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String column = in.string(MAX_NAME_BYTES);
      ColumnType.Kind kind = Encoding.constant(ColumnType.Kind.class, in.string(MAX_NAME_BYTES));
      ColumnType type = new ColumnType(kind, in.i32(), in.u16());
      columns.add(new PublishedColumn(column, type, in.flag(), uses(in)));
    }
    return new PublishedTable(name, key, nearest, columns);
  }

  private static NearestMode nearest(WireReader in) throws IOException {
    return NearestMode.ofWord(in.string(MAX_NAME_BYTES))
        .orElseThrow(() -> new WireFormatException("Unknown way to find the best rows"));
  }

  private static Set<Use> uses(WireReader in) throws IOException {
    Set<Use> uses = EnumSet.noneOf(Use.class);
    for (String word : in.strings(Use.values().length, MAX_NAME_BYTES)) {
      uses.add(Use.ofWord(word).orElseThrow(() -> new WireFormatException("Unknown use")));
    }
    return uses;
  }
}
