// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.hdds.scm.server.StorageContainerManagerStarter;
import org.apache.hadoop.ozone.HddsDatanodeService;
import org.apache.hadoop.ozone.om.OzoneManagerStarter;
import org.apache.hadoop.ozone.s3.Gateway;

/** {@code Daemon ROLE [--init]}: a service of Ozone that ends with its standard input. */
public final class Daemon {
  private Daemon() {}

  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(Daemon::endWithInput, "end-with-input");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    switch (args[0]) {
      case "scm" -> StorageContainerManagerStarter.main(rest);
      case "om" -> OzoneManagerStarter.main(rest);
      case "dn" -> HddsDatanodeService.main(rest);
      case "s3g" -> Gateway.main(rest);
      default -> throw new IllegalArgumentException("no such service: " + args[0]);
    }
  }

  /** Whoever started it is gone: nobody else would end it. */
  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // nobody talks to a service
      }
    } catch (IOException e) {
      // gone as well
    }
    Runtime.getRuntime().halt(1);
  }
}
