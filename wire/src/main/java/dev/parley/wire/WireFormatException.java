// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

/** Bytes from outside are not what the format says; the message holds no content of them. */
public final class WireFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireFormatException(String message) {
    super(message);
  }
}
