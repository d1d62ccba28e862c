// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.answer.Extent;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An audit log in a folder, with questions to write into it. */
final class Logbook {
  static final NodeId NORTH = new NodeId("north");
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00.5Z");
  static final Extent EIGHT_ROWS = new Extent(OptionalLong.of(8), 4, 1, 0);

  private static final SecureRandom RANDOM = new SecureRandom();

  final AuditPlace place;

  /** What the node's clock says. */
  Instant now = NOW;

  Logbook(Path folder) {
    this.place = AuditPlace.of(folder.resolve("audit.log"), folder);
  }

  AuditLog open() {
    return open(new RefusalQuota());
  }

  AuditLog open(RefusalQuota quota) {
    InstantSource clock = () -> now;
    return AuditLog.open(place, NORTH, clock.withZone(ZoneOffset.UTC), quota);
  }

  /** Writes seven entries: the start, and three questions that were answered. */
  void fill() throws IOException {
    try (AuditLog log = open()) {
      for (int i = 0; i < 3; i++) {
        log.answered(log.asked(question("ada")), EIGHT_ROWS);
      }
    }
  }

  static SubQueryMessage question(String user) {
    return question(
        user,
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"zone\" = 'Z\u00fcrich\\')",
        List.of(NORTH, new NodeId("south")));
  }

  static SubQueryMessage question(String user, String sql, List<NodeId> participants) {
    Principal principal = new Principal(new AnalystId("health-board"), user);
    QueryContext context =
        new QueryContext(
            new FederationId("city"),
            NORTH,
            principal,
            QueryId.random(RANDOM),
            1,
            1,
            NOW,
            NOW.plusSeconds(60));
    SubQuery subQuery =
        new SubQuery(sql, participants, List.of(), "0".repeat(64), QuerySecret.random(RANDOM));
    return SubQueryMessage.of(context, subQuery);
  }

  static ParleyException refusal() {
    return new ParleyException(ErrorCode.USE_FORBIDDEN, "Node 'north' does not", "Do not ask.");
  }

  List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(place.file()));
  }

  void write(List<String> lines) throws IOException {
    Files.write(place.file(), lines);
  }

  AuditReport verify() {
    return Verification.of(place, List.of(), Optional.empty());
  }

  /** The number of the first broken line, and what is wrong with it. */
  String fault() {
    return verify().fault().map(f -> f.line() + " " + f.what()).orElse("intact");
  }
}
