// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.tap.Conversation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A line to a server that can be cut in the middle of an answer. */
final class GoldenCut {
  private volatile boolean isCut;

  /** Cuts it in the middle of the next answer. */
  void inTheMiddle() {
    isCut = true;
  }

  /** Begins to carry a connection. */
  Conversation speak() {
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        client.transferTo(server);
      }

      @Override
      public void toClient(InputStream server, OutputStream client) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int read = server.read(buffer); read >= 0; read = server.read(buffer)) {
          if (isCut) {
            client.write(buffer, 0, read / 2);
            throw new IOException("The line is cut");
          }
          client.write(buffer, 0, read);
        }
      }
    };
  }
}
