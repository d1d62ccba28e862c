// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.hadoop.hdds.conf.OzoneConfiguration;
import org.apache.hadoop.ozone.client.ObjectStore;
import org.apache.hadoop.ozone.client.OzoneBucket;
import org.apache.hadoop.ozone.client.OzoneClient;
import org.apache.hadoop.ozone.client.OzoneClientFactory;
import org.apache.hadoop.ozone.client.OzoneVolume;
import org.apache.hadoop.ozone.om.exceptions.OMException;
import org.apache.hadoop.ozone.shell.OzoneShell;

/** What the administrator of an Ozone does, as whoever is logged in. */
final class Administration {
  private static final String PROBE = "probe";

  private Administration() {}

  /** Runs {@code ozone sh …}. */
  static void shell(String[] words) throws IOException {
    int status = new OzoneShell().execute(Arrays.copyOfRange(words, 2, words.length));
    if (status != 0) {
      throw new IOException("status " + status + " of " + String.join(" ", words));
    }
  }

  /** Gives a user a secret of S3, over the one that Ozone draws. */
  static void secret(String user, String secret) throws IOException {
    try (OzoneClient client = OzoneClientFactory.getRpcClient(new OzoneConfiguration())) {
      ObjectStore store = client.getObjectStore();
      try {
        store.getS3Secret(user);
      } catch (OMException e) {
        if (e.getResult() != OMException.ResultCodes.S3_SECRET_ALREADY_EXISTS) {
          throw e;
        }
      }
      store.setS3Secret(user, secret);
    }
  }

  /** Writes an object and takes it away again, which a cluster that is not ready refuses. */
  static void write() throws IOException {
    try (OzoneClient client = OzoneClientFactory.getRpcClient(new OzoneConfiguration())) {
      OzoneVolume volume = client.getObjectStore().getS3Volume();
      if (!volume.listBuckets(PROBE).hasNext()) {
        volume.createBucket(PROBE);
      }
      OzoneBucket bucket = volume.getBucket(PROBE);
      try (OutputStream out = bucket.createKey(PROBE, 1)) {
        out.write(1);
      }
      bucket.deleteKey(PROBE);
      volume.deleteBucket(PROBE);
    }
  }
}
