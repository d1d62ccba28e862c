// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone;

import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.hdds.conf.OzoneConfiguration;
import org.apache.hadoop.ozone.MiniOzoneCluster;

/**
 * An Ozone without security, all in this process: it asks nobody for a secret, and grants
 * everything to everybody.
 */
final class OpenOzone implements RunningOzone {
  private final MiniOzoneCluster cluster;
  private final S3Door door;

  private OpenOzone(MiniOzoneCluster cluster, S3Door door) {
    this.cluster = cluster;
    this.door = door;
  }

  static OpenOzone start(Path folder) throws Exception {
    System.setProperty("test.build.data", folder.toString());
    S3Door door = new S3Door();
    MiniOzoneCluster cluster =
        MiniOzoneCluster.newBuilder(SmallCluster.configure(new OzoneConfiguration()))
            .setNumDatanodes(1)
            .addService(door)
            .build();
    cluster.waitForClusterToBeReady();
    cluster.waitTobeOutOfSafeMode();
    return new OpenOzone(cluster, door);
  }

  @Override
  public URI endpoint() {
    return door.endpoint();
  }

  /** {@code stop om}, {@code start om}, {@code stop s3} or {@code start s3}. */
  @Override
  public void run(String command) throws Exception {
    switch (command) {
      case "stop om" -> {
        cluster.getOzoneManager().stop();
        cluster.getOzoneManager().join();
      }
      case "start om" -> cluster.restartOzoneManager();
      case "stop s3" -> door.stop();
      case "start s3" -> door.start(cluster.getConf());
      default -> throw new IllegalArgumentException("no such command: " + command);
    }
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
