// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.node.config.Grantee;
import dev.parley.node.config.Policy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Granted;
import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy as its owner should read it before anything is sent.
 *
 * @param published what would be published, and to whom; unmodifiable
 * @param doubts what may be allowed by mistake, a sentence each; unmodifiable
 * @param indexes which indexes are missing, and how they would be made, a sentence each;
 *     unmodifiable
 */
public record Review(List<String> published, List<String> doubts, List<String> indexes) {

  public Review {
    published = List.copyOf(published);
    doubts = List.copyOf(doubts);
    indexes = List.copyOf(indexes);
  }

  /**
   * Looks at what is granted, and asks the database for what the policy does not say: which columns
   * have values that name a row, whether its role may write, and which indexes it has for places.
   */
  public static Review of(Manifest members, Granted granted, Database database) {
    List<String> published = new ArrayList<>();
    Policy policy = granted.policy();
    policy.grantees().forEach(grantee -> published.add("granted: " + shown(grantee)));
    published.add(
        "questions a day of each analyst: %d, owners in an answer: %d or more"
            .formatted(policy.questionsPerDay(), policy.minOwners()));
    granted.tables().forEach(table -> addTable(table, published));
    List<String> doubts = new ArrayList<>(PolicyDoubts.of(policy, members));
    doubts.addAll(WriteRights.doubts(database));
    List<String> indexes = new ArrayList<>();
    for (GrantedTable table : granted.tables()) {
      doubts.addAll(TableDoubts.of(table, database));
      indexes.addAll(PlaceIndexes.missing(table, database));
    }
    return new Review(published, doubts, indexes);
  }

  /** Returns the review as lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(published);
    doubts.forEach(doubt -> lines.add("doubt: " + doubt));
    indexes.forEach(index -> lines.add("index: " + index));
    return lines;
  }

  private static String shown(Grantee grantee) {
    return grantee + (grantee.user().isPresent() ? "" : " (all its users)");
  }

  private static void addTable(GrantedTable table, List<String> lines) {
    List<String> key = table.published().key();
    lines.add(
        "table %s: minRows %d, key %s%s"
            .formatted(
                table.published().name(),
                table.minRows(),
                key.isEmpty() ? "none" : String.join(", ", key),
                table.published().nearest() == NearestMode.LOCAL ? ", nearest local" : ""));
    for (PublishedColumn column : table.published().columns()) {
      lines.add("  %s %s: %s".formatted(column.name(), column.type(), uses(column)));
    }
  }

  private static String uses(PublishedColumn column) {
    return column.uses().isEmpty()
        ? "no use, only name and type are published"
        : column.uses().stream().sorted().map(Use::word).collect(Collectors.joining(", "));
  }
}
