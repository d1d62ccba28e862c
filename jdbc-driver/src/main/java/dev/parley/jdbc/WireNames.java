// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.calcite.avatica.proto.Common.WireMessage;
import org.apache.calcite.avatica.proto.Requests;

/**
 * Avatica names messages on the wire after their Java classes. The shaded jar has moved these
 * classes; the wire keeps the names that they had.
 */
final class WireNames {
  // In parts, or the shading would move this too.
  private static final String ON_THE_WIRE =
      String.join(".", "org", "apache", "calcite", "avatica", "proto") + ".";
  private static final String HERE = Requests.class.getPackage().getName() + ".";

  private WireNames() {}

  static byte[] toWire(byte[] message) throws InvalidProtocolBufferException {
    return rename(message, HERE, ON_THE_WIRE);
  }

  static byte[] fromWire(byte[] message) throws InvalidProtocolBufferException {
    return rename(message, ON_THE_WIRE, HERE);
  }

  private static byte[] rename(byte[] message, String from, String to)
      throws InvalidProtocolBufferException {
    if (from.equals(to)) {
      return message;
    }
    WireMessage parsed = WireMessage.parseFrom(message);
    if (!parsed.getName().startsWith(from)) {
      return message;
    }
    String name = to + parsed.getName().substring(from.length());
    return parsed.toBuilder().setName(name).build().toByteArray();
  }
}
