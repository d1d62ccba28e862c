// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A line that can be cut or clogged, and mended. */
public final class Cable {
  private volatile boolean isCut;
  private boolean isClogged;

  /** Cuts or mends it; connections end with the next byte that they would carry. */
  public void cut(boolean cut) {
    isCut = cut;
  }

  /** Clogs or clears it; what is sent meanwhile arrives when it is clear. */
  public synchronized void clog(boolean clogged) {
    isClogged = clogged;
    notifyAll();
  }

  private synchronized void awaitClear() throws IOException {
    try {
      while (isClogged) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The line ends", e);
    }
  }

  /** Begins to carry a connection. */
  public Conversation plug() {
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        carry(client, server);
      }

      @Override
      public void toClient(InputStream server, OutputStream client) throws IOException {
        carry(server, client);
      }
    };
  }

  private void carry(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[1 << 14];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (isCut) {
        throw new IOException("The line is cut");
      }
      awaitClear();
      to.write(buffer, 0, read);
    }
  }
}
