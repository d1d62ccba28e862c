// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.gateway.Gateway;
import dev.parley.node.Node;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.inbox.NodeStatistics;
import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.Traffic;
import dev.parley.protocol.NodeId;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs all parts within this process, where they can be asked what they saw. */
public final class ThreadLauncher implements PartLauncher {
  private final Map<NodeId, Node> nodes = new TreeMap<>();
  private @Nullable Guard guard;

  @Override
  public RunningPart start(Part part, String name, Path settings) {
    return switch (part) {
      case PIPE -> pipe(settings);
      case ACTIONS -> actions(settings);
      case NODE -> node(new NodeId(name), settings);
      case GATEWAY -> gateway(settings);
    };
  }

  /** What every identity has done with the pipe, by access key. */
  public Map<String, Traffic> traffic() {
    Guard running = guard;
    return running == null ? Map.of() : running.traffic();
  }

  /** What every running node has done. */
  public Map<NodeId, NodeStatistics> statistics() {
    Map<NodeId, NodeStatistics> all = new TreeMap<>();
    nodes.forEach((id, node) -> all.put(id, node.statistics()));
    return all;
  }

  private RunningPart pipe(Path settings) {
    Guard started = Guard.start(settings);
    guard = started;
    return part(started.endpoint().toString(), started::close);
  }

  private static RunningPart actions(Path settings) {
    ActionHost host = ActionHost.start(ActionHostSettings.read(settings));
    return part(host.apiHost().toString(), host::close);
  }

  private RunningPart node(NodeId id, Path settings) {
    Node node = Node.start(NodeSettings.read(settings));
    nodes.put(id, node);
    return part(
        id.value(),
        () -> {
          nodes.remove(id);
          node.close();
        });
  }

  private static RunningPart gateway(Path settings) {
    Gateway gateway = Gateway.start(settings);
    return part(gateway.url(), gateway::close);
  }

  private static RunningPart part(String address, Runnable stop) {
    return new RunningPart() {
      @Override
      public String address() {
        return address;
      }

      @Override
      public void close() {
        stop.run();
      }
    };
  }
}
