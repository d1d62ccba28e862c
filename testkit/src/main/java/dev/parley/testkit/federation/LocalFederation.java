// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.actionhost.deploy.DeploySettings;
import dev.parley.actionhost.deploy.MergeDeployment;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.federation.PartLauncher.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A federation that runs on this machine: pipe, action host, nodes and gateway, each started from
 * its settings file, in an order in which each finds the others.
 */
public final class LocalFederation implements AutoCloseable {
  private static final int MODULUS_BITS = 2048;

  /** A node that is not seen by then will be named by the first query that needs it. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final LocalFederationSettings settings;
  private final PartLauncher launcher;
  private final Map<NodeId, Path> nodeFiles = new TreeMap<>();
  private final Map<NodeId, RunningPart> nodes = new TreeMap<>();
  private final Deque<RunningPart> others = new ArrayDeque<>();
  private @Nullable String url;

  private LocalFederation(LocalFederationSettings settings, PartLauncher launcher) {
    this.settings = settings;
    this.launcher = launcher;
  }

  /**
   * Starts everything.
   *
   * @param progress is told a line whenever something has started
   * @throws dev.parley.protocol.error.ParleyException if a part does not start; those that have are
   *     stopped again
   */
  public static LocalFederation start(
      LocalFederationSettings settings, PartLauncher launcher, Consumer<String> progress) {
    LocalFederation federation = new LocalFederation(settings, launcher);
    try {
      federation.startAll(progress);
      return federation;
    } catch (RuntimeException e) {
      federation.close();
      throw e;
    }
  }

  private void startAll(Consumer<String> progress) {
    Founding founding = Founding.of(settings, MODULUS_BITS);
    SettingsFiles files = new SettingsFiles(settings, founding);
    String pipe = other(Part.PIPE, "pipe", files.pipe()).address();
    progress.accept("pipe      " + pipe + ", guarded, deny by default");
    String actions = other(Part.ACTIONS, "actions", files.actions()).address();
    deployMerge(files.deploy(pipe, actions));
    progress.accept("actions   " + actions + ", merge deployed");
    for (LocalOwner owner : settings.owners()) {
      nodeFiles.put(owner.node(), files.node(owner, pipe));
      startNode(owner.node());
      progress.accept("node      " + owner.node());
    }
    RunningPart gateway = other(Part.GATEWAY, "gateway", files.gateway(pipe, actions));
    url =
        gateway.address()
            + files.network().trusted(files.users()).map(LocalFederation::trusting).orElse("");
    awaitNodes();
    progress.accept("gateway   " + url);
  }

  private static void deployMerge(Path file) {
    try (MergeJar jar = MergeJar.unpack()) {
      new MergeDeployment(DeploySettings.read(file), jar.file()).deploy();
    }
  }

  private static String trusting(Path authorities) {
    return "&trustStore=" + URLEncoder.encode(authorities.toString(), StandardCharsets.UTF_8);
  }

  /** The gateway learns from the nodes' boards that they are there, which takes it a moment. */
  private void awaitNodes() {
    Instant deadline = Instant.now().plus(SEEN_WITHIN);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (isOneMissing(statement) && Instant.now().isBefore(deadline)) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (SQLException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START, "The gateway does not tell who is there", "See its log.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOneMissing(Statement statement) throws SQLException {
    try (ResultSet missing =
        statement.executeQuery("SELECT id FROM PARLEY.NODES WHERE state <> 'online'")) {
      return missing.next();
    }
  }

  private RunningPart other(Part part, String name, Path file) {
    RunningPart running = launcher.start(part, name, file);
    others.push(running);
    return running;
  }

  /** The JDBC URL of the gateway. */
  public String url() {
    if (url == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return url;
  }

  /** Connects as the one user. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), LocalFederationSettings.USER, settings.password());
  }

  public LocalFederationSettings settings() {
    return settings;
  }

  /** The settings file of a node. */
  public Path nodeFile(NodeId node) {
    Path file = nodeFiles.get(node);
    if (file == null) {
      throw new IllegalArgumentException("Invalid node: no member " + node);
    }
    return file;
  }

  /** Starts a node that does not run. */
  public void startNode(NodeId node) {
    nodes.put(node, launcher.start(Part.NODE, node.value(), nodeFile(node)));
  }

  /** Stops a node, as if its owner had gone offline. */
  public void stopNode(NodeId node) {
    RunningPart running = nodes.remove(node);
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void close() {
    // The gateway first, so that nobody asks what no node would answer.
    if (url != null) {
      others.pop().close();
      url = null;
    }
    nodes.values().forEach(RunningPart::close);
    nodes.clear();
    while (!others.isEmpty()) {
      others.pop().close();
    }
  }
}
