// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What an Ozone of one datanode needs to be told, so that it is content with little room. */
public final class SmallCluster {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // It would listen on a port of its own, on all addresses.
          Map.entry("ozone.om.s3.grpc.server_enabled", "false"),
          Map.entry("ozone.replication", "1"),
          Map.entry("ozone.replication.type", "RATIS"),
          Map.entry("ozone.server.default.replication", "1"),
          Map.entry("ozone.server.default.replication.type", "RATIS"),
          Map.entry("ozone.scm.container.size", "128MB"),
          Map.entry("ozone.scm.block.size", "4MB"),
          Map.entry("ozone.scm.chunk.size", "1MB"),
          Map.entry("ozone.client.stream.buffer.flush.size", "1MB"),
          Map.entry("ozone.client.stream.buffer.max.size", "2MB"),
          Map.entry("ozone.client.stream.buffer.size", "1MB"),
          Map.entry("ozone.scm.pipeline.owner.container.count", "1"),
          Map.entry("hdds.datanode.volume.min.free.space", "1GB"),
          Map.entry("hdds.container.ratis.log.appender.queue.byte-limit", "32MB"),
          Map.entry("ozone.om.ratis.log.appender.queue.byte-limit", "4MB"),
          Map.entry("ozone.scm.ha.ratis.log.appender.queue.byte-limit", "4MB"));

  private SmallCluster() {}

  /** Tells all of it. */
  public static <C extends Configuration> C configure(C configuration) {
    SETTINGS.forEach(configuration::set);
    return configuration;
  }
}
