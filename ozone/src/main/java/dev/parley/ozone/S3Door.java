// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone;

import java.net.InetSocketAddress;
import java.net.URI;
import org.apache.hadoop.hdds.conf.OzoneConfiguration;
import org.apache.hadoop.ozone.MiniOzoneCluster;
import org.apache.hadoop.ozone.s3.Gateway;
import org.apache.hadoop.ozone.s3.OzoneConfigurationHolder;
import org.apache.hadoop.ozone.s3.S3GatewayConfigKeys;
import org.jspecify.annotations.Nullable;

/**
 * The S3 gateway of a cluster, on a free port of the loopback that it keeps when it is reopened.
 */
final class S3Door implements MiniOzoneCluster.Service {
  private int port;
  private @Nullable Gateway gateway;

  @Override
  public void start(OzoneConfiguration cluster) {
    OzoneConfiguration configuration = new OzoneConfiguration(cluster);
    configuration.set(S3GatewayConfigKeys.OZONE_S3G_HTTP_ADDRESS_KEY, "127.0.0.1:" + port);
    configuration.set(S3GatewayConfigKeys.OZONE_S3G_WEBADMIN_HTTP_ADDRESS_KEY, "127.0.0.1:0");
    OzoneConfigurationHolder.resetConfiguration();
    OzoneConfigurationHolder.setConfiguration(configuration);
    Gateway opened = new Gateway();
    int status = opened.execute(new String[0]);
    if (status != 0) {
      throw new IllegalStateException("The S3 gateway does not start");
    }
    InetSocketAddress address = opened.getHttpAddress();
    port = address.getPort();
    gateway = opened;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void stop() throws Exception {
    Gateway open = gateway;
    gateway = null;
    if (open != null) {
      open.stop();
    }
  }
}
