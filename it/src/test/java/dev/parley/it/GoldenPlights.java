// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.tap.Cable;
import dev.parley.it.tap.LyingCloud;
import dev.parley.it.tap.LyingCloud.Lie;
import dev.parley.it.tap.MergeObject;
import dev.parley.it.tap.TapLauncher;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import dev.parley.wire.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A federation whose owners are careful, one of whom loses the database, whose cloud lies when it
 * is told to, and whose lines can be cut.
 */
final class GoldenPlights implements AutoCloseable {
  private static final FederationId NAME = new FederationId("plights");
  private static final NodeId HERMIT = new NodeId("hermit");
  private static final NodeId SOUTH = new NodeId("south");

  private final LyingCloud cloud = new LyingCloud();
  private final Cable toPipe = new Cable();
  private final Cable toActions = new Cable();
  private final GoldenFederation federation;

  GoldenPlights(
      DatabaseHost host, FederationFolder data, UnaryOperator<LocalFederationSettings> place)
      throws IOException {
    PartLauncher launcher =
        new TapLauncher(
            new TapLauncher(new ThreadLauncher(), Map.of(Part.PIPE, cloud::speak)),
            Map.of(Part.PIPE, toPipe::plug, Part.ACTIONS, toActions::plug));
    federation =
        GoldenFederation.start(
            host,
            data,
            List.of(DatabaseKind.MARIADB, DatabaseKind.H2),
            new GoldenFederation.Start(
                launcher, settings -> place.apply(settings.withFederation(NAME))));
    federation.database(HERMIT).close();
  }

  Connection connect(String name) throws Exception {
    return switch (name) {
      case "guarded" -> federation.running().connect();
      case "lying-cloud" -> lying("/merged", GoldenPlights::withAnotherTrailer);
      case "forged-refusal" -> lying("/refusal", truth -> new byte[] {1});
      case "no-actions" -> without(toActions);
      case "no-pipe" -> without(toPipe);
      case "ungranted" -> ungranted();
      default -> throw new IllegalArgumentException("Invalid connection: " + name);
    };
  }

  private interface Change {
    byte[] of(byte[] truth) throws IOException;
  }

  private Connection lying(String object, Change change) throws SQLException {
    cloud.tell((path, truth) -> path.endsWith(object) ? change.of(truth) : truth);
    return GoldenConnections.closing(federation.running().connect(), () -> cloud.tell(Lie.NONE));
  }

  private static byte[] withAnotherTrailer(byte[] truth) throws IOException {
    MergeObject merged = MergeObject.parse(ObjectKind.MERGED, truth);
    return merged.withTrailer(merged::doubled).toBytes();
  }

  private Connection without(Cable cable) throws SQLException {
    Connection connection = federation.running().connect();
    cable.cut(true);
    return GoldenConnections.closing(
        connection,
        () -> {
          cable.cut(false);
          RogueGateway.await("the line to carry again", this::isAnswering);
        });
  }

  /** South grants the gateway's analyst no more, but for a user who is not there. */
  private Connection ungranted() throws Exception {
    Path policy = federation.running().nodeFile(SOUTH).resolveSibling("policy.yaml");
    String before = Files.readString(policy);
    Files.writeString(policy, before.replace("analysts: [analyst]", "analysts: [analyst/alice]"));
    RogueGateway.await("the grant to end", () -> state().equals(ErrorCode.NOT_GRANTED.sqlState()));
    return GoldenConnections.closing(
        federation.running().connect(),
        () -> {
          Files.writeString(policy, before);
          RogueGateway.await("the grant to be back", this::isAnswering);
        });
  }

  private boolean isAnswering() {
    return state().isEmpty();
  }

  /** The SQLSTATE of a question now; empty if it is answered. */
  private String state() {
    try {
      Rows.of(federation.running()::connect, "SELECT COUNT(*) FROM visits");
      return "";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }

  @Override
  public void close() {
    federation.close();
  }
}
