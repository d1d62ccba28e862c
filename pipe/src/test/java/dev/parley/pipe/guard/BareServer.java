// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.settings.tls.Listen;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server of the cloud's kind: one account, which may do everything. */
final class BareServer implements AutoCloseable {
  static final S3Credentials ROOT = Cities.credentials("root");

  private final FilesystemNio2BlobStore store;
  private final HttpListener listener;

  BareServer(Path folder) {
    store = new FilesystemNio2BlobStore(folder.toString());
    listener =
        HttpListener.start(
            new FrontDoor(
                request -> Optional.of(new AccessGrant(ROOT.secret(), store)),
                new DenyingBlobStore(store),
                new BodyBudget(1 << 24, 4),
                new Doorbell()),
            Listen.LOOPBACK);
  }

  FilesystemNio2BlobStore store() {
    return store;
  }

  URI endpoint() {
    return listener.endpoint();
  }

  @Override
  public void close() {
    listener.close();
  }
}
