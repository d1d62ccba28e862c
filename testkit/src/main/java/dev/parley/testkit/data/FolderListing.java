// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in a federation folder, none of it opened yet. */
final class FolderListing {
  private static final String TABLE_SUFFIX = ".csv";
  private static final String POLICY = "policy.yaml";

  /** What lies in the folder of one node. */
  record NodeFiles(NodeId node, List<DataFile> tables, Optional<Path> policy) {}

  private final Faults faults;
  private final List<NodeFiles> nodes = new ArrayList<>();
  private final List<Path> ignored = new ArrayList<>();

  private FolderListing(Faults faults) {
    this.faults = faults;
  }

  static FolderListing of(Path folder, Faults faults) {
    FolderListing listing = new FolderListing(faults);
    if (!Files.isDirectory(folder)) {
      throw unusable(folder, "is not there, or not a folder");
    }
    try {
      for (Path entry : entries(folder)) {
        if (Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".")) {
          listing.addNode(entry);
        } else {
          listing.ignored.add(entry);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw unusable(folder, "cannot be read");
    }
    faults.throwIfAny();
    if (listing.nodes.isEmpty()) {
      throw unusable(folder, "holds no folder, which would be a node");
    }
    return listing;
  }

  List<NodeFiles> nodes() {
    return nodes;
  }

  List<Path> ignored() {
    return ignored;
  }

  private void addNode(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Optional<NodeId> node = nodeId(name);
    List<DataFile> tables = new ArrayList<>();
    Optional<Path> policy = Optional.empty();
    for (Path file : entries(folder)) {
      String fileName = file.getFileName().toString();
      if (Files.isDirectory(file)) {
        ignored.add(file);
      } else if (fileName.equals(POLICY)) {
        policy = Optional.of(file);
      } else if (fileName.toLowerCase(Locale.ROOT).endsWith(TABLE_SUFFIX)) {
        String table = fileName.substring(0, fileName.length() - TABLE_SUFFIX.length());
        tables.add(new DataFile(file, name + "/" + fileName, table));
      } else {
        ignored.add(file);
      }
    }
    check(name, tables);
    if (node.isPresent()) {
      nodes.add(new NodeFiles(node.get(), tables, policy));
    }
  }

  private Optional<NodeId> nodeId(String name) {
    try {
      return Optional.of(new NodeId(name));
    } catch (IllegalArgumentException e) {
      faults.add("folder %s: is no name for a node".formatted(name));
      return Optional.empty();
    }
  }

  private void check(String node, List<DataFile> tables) {
    if (tables.isEmpty()) {
      faults.add("folder %s: holds no table, a file named TABLE.csv".formatted(node));
    }
    Set<String> names = new HashSet<>();
    for (DataFile file : tables) {
      if (!CsvHeader.isIdentifier(file.table())) {
        faults.add(file.label() + ": is no name for a table");
      }
      if (!names.add(file.table().toLowerCase(Locale.ROOT))) {
        faults.add(file.label() + ": is the second table of this name");
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static ParleyException unusable(Path folder, String what) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The data folder %s %s".formatted(folder, what),
        "Name a folder that holds NODE/TABLE.csv for each node and table.");
  }
}
