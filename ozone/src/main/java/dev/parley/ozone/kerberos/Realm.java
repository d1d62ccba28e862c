// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.minikdc.MiniKdc;

/** A Kerberos of our own: it knows the services of one Ozone, and who administers it. */
final class Realm implements AutoCloseable {
  /** Whoever may do everything in Ozone. */
  static final String ADMINISTRATOR = "ozadmin";

  private final MiniKdc kdc;
  private final Path keytabs;

  private Realm(MiniKdc kdc, Path keytabs) {
    this.kdc = kdc;
    this.keytabs = keytabs;
  }

  /** Starts a key distribution centre, which makes this process its client as well. */
  static Realm found(Path folder) throws Exception {
    Properties properties = MiniKdc.createConf();
    properties.setProperty(MiniKdc.KDC_BIND_ADDRESS, "localhost");
    MiniKdc kdc = new MiniKdc(properties, Files.createDirectories(folder.resolve("kdc")).toFile());
    kdc.start();
    Realm realm = new Realm(kdc, Files.createDirectories(folder.resolve("keytabs")));
    realm.register(ADMINISTRATOR, ADMINISTRATOR);
    for (Service.Role role : Service.Role.values()) {
      realm.register(role.word(), role.word() + "/localhost");
    }
    return realm;
  }

  private void register(String name, String principal) throws Exception {
    kdc.createPrincipal(keytab(name).toFile(), principal);
  }

  /** The file by which whoever has that name logs in. */
  Path keytab(String name) {
    return keytabs.resolve(name + ".keytab");
  }

  /** The full name of a principal. */
  String principal(String principal) {
    return principal + "@" + kdc.getRealm();
  }

  /** What other processes need to find this realm. */
  Path configuration() throws IOException {
    return kdc.getKrb5conf().toPath().toRealPath();
  }

  @Override
  public void close() {
    kdc.stop();
  }
}
