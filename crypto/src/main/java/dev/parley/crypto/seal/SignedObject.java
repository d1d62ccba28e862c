// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.seal;

import dev.parley.wire.ObjectKind;
import dev.parley.wire.Preamble;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An object that everybody may read and only one could write: preamble, signature, payload. */
public final class SignedObject {
  private static final int MAX_PAYLOAD_BYTES = 1 << 24;

  private final ObjectKind kind;
  private final byte[] signature;
  private final byte[] payload;

  private SignedObject(ObjectKind kind, byte[] signature, byte[] payload) {
    this.kind = kind;
    this.signature = signature;
    this.payload = payload;
  }

  /** Writes an object of {@code kind} around a signature that was made over {@code payload}. */
  public static byte[] write(ObjectKind kind, byte[] signature, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      WireWriter out = new WireWriter(bytes);
      Preamble.write(out, kind);
      out.raw(signature);
      out.bytes(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object of {@code kind}, without a look at its signature.
   *
   * @throws WireFormatException if it is not one
   */
  public static SignedObject read(ObjectKind kind, byte[] object) {
    WireReader in = new WireReader(new ByteArrayInputStream(object));
    try {
      Preamble.read(in, kind);
      byte[] signature = in.raw(VerifyingKey.SIGNATURE_BYTES);
      byte[] payload = in.bytes(MAX_PAYLOAD_BYTES);
      in.end();
      return new SignedObject(kind, signature, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the payload without a look at its signature: good only to find out who should sign. */
  public byte[] unverifiedPayload() {
    return payload.clone();
  }

  /**
   * Returns the payload that {@code signer} signed.
   *
   * @throws WireFormatException if {@code signer} did not sign it
   */
  public byte[] payload(VerifyingKey signer) {
    if (!signer.verifies(kind.label(), payload, signature)) {
      throw new WireFormatException("Signature does not verify");
    }
    return payload.clone();
  }
}
