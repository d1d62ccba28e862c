// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A host and a port; connecting is all that is ever done with it. */
final class Address {
  static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}");
  private static final int CONNECT_MILLIS = 3_000;
  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;

  /** Takes a text of {@link #FORM}. */
  Address(String text) {
    int colon = text.lastIndexOf(':');
    this.host = text.substring(0, colon);
    this.port = Integer.parseInt(text.substring(colon + 1));
  }

  /** Whether there is such a port. */
  boolean isValid() {
    return port >= 1 && port <= MAX_PORT;
  }

  /** Connects and hangs up. */
  Finding knock() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
      return Finding.CONNECTED;
    } catch (IOException e) {
      return of(e);
    }
  }

  /** What a failure says of the way there. */
  static Finding of(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return Finding.UNKNOWN_HOST;
    }
    if (failure instanceof SocketTimeoutException) {
      return Finding.SILENT;
    }
    return failure instanceof ConnectException ? Finding.REFUSED : Finding.FAILED;
  }
}
