// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import dev.parley.ozone.SmallCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The files by which all services of a secured Ozone know each other, and what they may do. */
final class SecuredSettings {
  private static final String S3_ADDRESS = "ozone.s3g.http-address";
  private static final String SCM_ADDRESS = "ozone.scm.datanode.address";

  private static final List<String> ADDRESSES =
      List.of(
          S3_ADDRESS,
          "ozone.s3g.webadmin.http-address",
          "ozone.om.address",
          "ozone.om.http-address",
          "ozone.scm.client.address",
          "ozone.scm.block.client.address",
          SCM_ADDRESS,
          "ozone.scm.security.service.address",
          "ozone.scm.http-address",
          "hdds.datanode.http-address",
          "hdds.datanode.client.address");

  private static final List<String> PORTS =
      List.of(
          "ozone.om.ratis.port",
          "ozone.scm.ratis.port",
          "ozone.scm.grpc.port",
          "hdds.container.ipc.port",
          "hdds.container.ratis.ipc.port",
          "hdds.container.ratis.server.port",
          "hdds.container.ratis.admin.port",
          "hdds.container.ratis.datastream.port",
          "hdds.datanode.replication.port");

  private static final Map<String, String> FOLDERS =
      Map.of(
          "ozone.metadata.dirs", "meta",
          "ozone.scm.datanode.id.dir", "datanode-id",
          "hdds.datanode.dir", "datanode",
          "hdds.container.ratis.datanode.storage.dir", "datanode-ratis",
          "ozone.http.basedir", "http");

  private static final Map<String, String> SECURITY =
      Map.ofEntries(
          Map.entry("ozone.security.enabled", "true"),
          Map.entry("ozone.acl.enabled", "true"),
          Map.entry(
              "ozone.acl.authorizer.class",
              "org.apache.hadoop.ozone.security.acl.OzoneNativeAuthorizer"),
          Map.entry("ozone.administrators", Realm.ADMINISTRATOR + ",om,scm"),
          Map.entry("ozone.s3.administrators", Realm.ADMINISTRATOR),
          Map.entry("ozone.security.http.kerberos.enabled", "false"),
          Map.entry("hdds.block.token.enabled", "true"),
          Map.entry("hdds.container.token.enabled", "true"),
          Map.entry("hdds.grpc.tls.enabled", "false"));

  private static final Map<String, String> ONE_DATANODE =
      Map.of(
          "hdds.scm.safemode.min.datanode", "1",
          "hdds.scm.safemode.healthy.pipeline.pct", "0",
          "hdds.scm.wait.time.after.safemode.exit", "1s",
          "hdds.heartbeat.interval", "1s");

  /** Whose settings name principal and keytab by which prefix. */
  private static final Map<Service.Role, String> PREFIXES =
      Map.of(
          Service.Role.SCM, "hdds.scm.kerberos",
          Service.Role.OM, "ozone.om.kerberos",
          Service.Role.DN, "hdds.datanode.kerberos",
          Service.Role.S3G, "ozone.s3g.kerberos");

  private final Configuration ozone = SmallCluster.configure(new Configuration(false));

  private SecuredSettings() {}

  /** Writes {@code conf/core-site.xml} and {@code conf/ozone-site.xml} of the folder. */
  static SecuredSettings write(Path folder, Realm realm) throws IOException {
    SecuredSettings settings = new SecuredSettings();
    settings.place(folder);
    SECURITY.forEach(settings.ozone::set);
    ONE_DATANODE.forEach(settings.ozone::set);
    PREFIXES.forEach(
        (role, prefix) -> {
          String principal = realm.principal(role.word() + "/localhost");
          settings.ozone.set(prefix + ".principal", principal);
          settings.ozone.set(prefix + ".keytab.file", realm.keytab(role.word()).toString());
        });
    Configuration core = new Configuration(false);
    core.set("hadoop.security.authentication", "kerberos");
    core.set("hadoop.security.authorization", "false");
    Path conf = Files.createDirectories(folder.resolve("conf"));
    write(core, conf.resolve("core-site.xml"));
    write(settings.ozone, conf.resolve("ozone-site.xml"));
    return settings;
  }

  /** Folders and addresses; datanodes find the port of SCM in its name, and nowhere else. */
  private void place(Path folder) throws IOException {
    FOLDERS.forEach((key, name) -> ozone.set(key, folder.resolve("data").resolve(name).toString()));
    List<Integer> free = freePorts(ADDRESSES.size() + PORTS.size());
    for (int i = 0; i < ADDRESSES.size(); i++) {
      ozone.set(ADDRESSES.get(i), "localhost:" + free.get(i));
    }
    ozone.set("ozone.scm.names", ozone.get(SCM_ADDRESS));
    for (int i = 0; i < PORTS.size(); i++) {
      ozone.setInt(PORTS.get(i), free.get(ADDRESSES.size() + i));
    }
  }

  private static void write(Configuration configuration, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      configuration.writeXml(out);
    }
  }

  int s3Port() {
    return Integer.parseInt(ozone.get(S3_ADDRESS).replaceFirst(".*:", ""));
  }

  /** Other processes may take one before its service does, which is then seen not to start. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
