// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder {@code DIR/NODE/TABLE.csv}: a folder for each node, a file for each table.
 *
 * <p>The files are CSV as in RFC 4180 with a header, in UTF-8 with or without a byte order mark; an
 * empty field is NULL, {@code ""} an empty string, and spaces belong to the fields. Types are
 * inferred over the files of all nodes together, so that the parts of one table fit together; a
 * column that only some nodes have stays with them. Quotes do not make a number text.
 *
 * @param owners ordered by node; unmodifiable
 * @param ignored files that are neither tables nor policies; unmodifiable
 */
public record FederationFolder(List<OwnerData> owners, List<Path> ignored) {
  private static final Logger log = LoggerFactory.getLogger(FederationFolder.class);

  public FederationFolder {
    owners = List.copyOf(owners);
    ignored = List.copyOf(ignored);
  }

  /**
   * Looks through all files once, without keeping their rows; rows are read again when they are
   * asked for.
   *
   * @throws dev.parley.protocol.error.ParleyException with {@code INVALID_SETTINGS} if the folder
   *     is not there or holds no nodes, with {@code INVALID_DATA} naming up to ten faults of its
   *     files
   */
  public static FederationFolder read(Path folder) {
    Faults faults = new Faults();
    FolderListing listing = FolderListing.of(folder, faults);
    TypeInference inference = new TypeInference(faults);
    Map<Path, CsvHeader> headers = new HashMap<>();
    for (FolderListing.NodeFiles node : listing.nodes()) {
      node.tables().forEach(file -> headers.put(file.path(), inference.scan(file)));
    }
    faults.throwIfAny();
    List<OwnerData> owners = new ArrayList<>();
    for (FolderListing.NodeFiles node : listing.nodes()) {
      List<TableRows> tables = new ArrayList<>();
      for (DataFile file : node.tables()) {
        CsvHeader header = headers.getOrDefault(file.path(), CsvHeader.NONE);
        List<TableColumn> columns = inference.columns(file.table(), header);
        tables.add(new CsvTable(file.path(), file.table(), columns));
      }
      owners.add(new OwnerData(node.node(), tables, node.policy()));
    }
    listing.ignored().forEach(file -> log.warn("ignored file={}", folder.relativize(file)));
    return new FederationFolder(owners, listing.ignored());
  }
}
