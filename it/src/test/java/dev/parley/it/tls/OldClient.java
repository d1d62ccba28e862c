// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** Speaks the first sentence of a TLS handshake by hand, since Java itself refuses old versions. */
final class OldClient {
  /** The record that ends a handshake with an error (RFC 5246, 6.2.1). */
  static final int ALERT = 21;

  /** The record that goes on with a handshake. */
  static final int HANDSHAKE = 22;

  static final int TLS_1_1 = 0x0302;
  static final int TLS_1_2 = 0x0303;

  private static final int WAIT_MILLIS = 10_000;
  private static final int RANDOM_BYTES = 32;

  private OldClient() {}

  /** Greets a server with a version, and returns the kind of record with which it answers. */
  static int greet(URI server, int version) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(WAIT_MILLIS);
      socket.getOutputStream().write(record(version));
      socket.getOutputStream().flush();
      return socket.getInputStream().read();
    }
  }

  private static byte[] record(int version) throws IOException {
    byte[] hello = hello(version);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(HANDSHAKE);
    out.writeShort(version);
    out.writeShort(hello.length + 4);
    out.writeInt(1 << 24 | hello.length);
    out.write(hello);
    return bytes.toByteArray();
  }

  private static byte[] hello(int version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(version);
    out.write(new byte[RANDOM_BYTES]);
    out.writeByte(0); // no session
    out.writeShort(6); // ciphers with ECDSA: AES-CBC of old, AES-GCM of 1.2
    out.writeShort(0xC009);
    out.writeShort(0xC00A);
    out.writeShort(0xC02B);
    out.writeShort(0x0100); // no compression
    out.writeShort(8 + 6 + 8);
    out.write(new byte[] {0, 10, 0, 4, 0, 2, 0, 23}); // P-256
    out.write(new byte[] {0, 11, 0, 2, 1, 0}); // uncompressed points
    out.write(new byte[] {0, 13, 0, 4, 0, 2, 4, 3}); // SHA-256 with ECDSA
    return bytes.toByteArray();
  }
}
