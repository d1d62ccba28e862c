// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.Preamble;
import dev.parley.wire.SizeClass;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A message signed by its sender, then sealed to its recipient, who learns from the inside who
 * claims to have sent it and then checks the signature with that party's key. Padded to a size
 * class. The payload itself must name federation, recipient and what else it is bound to.
 */
public final class Envelope {
  /** The largest sealed object, in bytes. */
  public static final int MAX_BYTES = 1 << 24;

  private static final int MAX_SENDER_BYTES = 1024;

  /** More than preamble, encapsulated key and tag take. */
  private static final int OVERHEAD_BYTES = 256;

  private final ObjectKind kind;
  private final String sender;
  private final byte[] signature;
  private final byte[] payload;

  private Envelope(ObjectKind kind, String sender, byte[] signature, byte[] payload) {
    this.kind = kind;
    this.sender = sender;
    this.signature = signature;
    this.payload = payload;
  }

  /**
   * Who sends.
   *
   * @param name as in the manifest
   */
  public record Sender(String name, SigningKey key) {}

  /**
   * Signs and seals {@code payload}.
   *
   * @throws IllegalArgumentException if the object would be longer than {@link #MAX_BYTES}
   */
  public static byte[] seal(
      ObjectKind kind, Sender sender, SealingPublicKey recipient, byte[] payload) {
    byte[] header = preamble(kind);
    byte[] inside =
        written(
            out -> {
              out.string(sender.name());
              out.raw(sender.key().sign(kind, payload));
              out.bytes(payload);
            });
    long paddedBytes = SizeClass.of(inside.length);
    if (paddedBytes > MAX_BYTES - OVERHEAD_BYTES) {
      throw new IllegalArgumentException("Invalid message: too long to be sealed");
    }
    byte[] padded = Arrays.copyOf(inside, (int) paddedBytes);
    byte[] sealed = recipient.seal(kind, header, padded);
    return written(
        out -> {
          out.raw(header);
          out.raw(sealed);
        });
  }

  /**
   * Opens a sealed message, without a look at its signature.
   *
   * @throws WireFormatException if it is not an object of {@code kind} sealed to {@code recipient}
   */
  public static Envelope open(ObjectKind kind, SealingKey recipient, byte[] object) {
    byte[] header = preamble(kind);
    if (object.length > MAX_BYTES) {
      throw new WireFormatException("Sealed object is too long");
    }
    try {
      Preamble.read(new WireReader(new ByteArrayInputStream(object)), kind);
      byte[] sealed = Arrays.copyOfRange(object, header.length, object.length);
      byte[] inside = recipient.open(kind, header, sealed);
      ByteArrayInputStream rest = new ByteArrayInputStream(inside);
      WireReader in = new WireReader(rest);
      String sender = in.string(MAX_SENDER_BYTES);
      byte[] signature = in.raw(VerifyingKey.SIGNATURE_BYTES);
      byte[] payload = in.bytes(MAX_BYTES);
      requireZeros(rest);
      return new Envelope(kind, sender, signature, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireZeros(ByteArrayInputStream padding) {
    for (int next = padding.read(); next >= 0; next = padding.read()) {
      if (next != 0) {
        throw new WireFormatException("Padding is not zero");
      }
    }
  }

  /** Who claims to have sent this; to find the key with which to ask for the payload. */
  public String claimedSender() {
    return sender;
  }

  /**
   * Returns the payload that {@code signer} signed.
   *
   * @throws WireFormatException if {@code signer} did not sign it
   */
  public byte[] payload(VerifyingKey signer) {
    if (!signer.verifies(kind, payload, signature)) {
      throw new WireFormatException("Signature does not verify");
    }
    return payload.clone();
  }

  private static byte[] preamble(ObjectKind kind) {
    return written(out -> Preamble.write(out, kind));
  }

  private static byte[] written(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.write(new WireWriter(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Body {
    void write(WireWriter out) throws IOException;
  }
}
