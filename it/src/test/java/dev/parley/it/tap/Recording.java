// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud that keeps every byte it carries, and alters none. */
public final class Recording {
  private final List<ByteArrayOutputStream> kept = new CopyOnWriteArrayList<>();

  /** Begins to listen to a connection. */
  public Conversation listen() {
    ByteArrayOutputStream asked = keep();
    ByteArrayOutputStream answered = keep();
    return new Conversation() {
      @Override
      public void toServer(InputStream client, OutputStream server) throws IOException {
        copy(client, server, asked);
      }

      @Override
      public void toClient(InputStream server, OutputStream client) throws IOException {
        copy(server, client, answered);
      }
    };
  }

  /** What was said, an array for each connection and direction. */
  public List<byte[]> bytes() {
    return kept.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** Forgets what was said until now. */
  public void forget() {
    kept.forEach(ByteArrayOutputStream::reset);
  }

  private ByteArrayOutputStream keep() {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    kept.add(copy);
    return copy;
  }

  private static void copy(InputStream from, OutputStream to, ByteArrayOutputStream copy)
      throws IOException {
    byte[] buffer = new byte[1 << 14];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      copy.write(buffer, 0, read);
      to.write(buffer, 0, read);
    }
  }
}
