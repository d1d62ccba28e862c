// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.manifest.PublicKeys;
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
 * claims to have sent it and with which keys, and then asks the manifest about these. Padded to a
 * size class. The payload itself must name federation, recipient and what else it is bound to.
 */
public final class Envelope {
  /** The largest sealed object, in bytes. */
  public static final int MAX_BYTES = 1 << 24;

  private static final int MAX_SENDER_BYTES = 1024;

  /** More than preamble, encapsulated key and tag take. */
  private static final int OVERHEAD_BYTES = 256;

  private final PublicKeys openedWith;
  private final String sender;
  private final VerifyingKey signer;
  private final SealingPublicKey replyTo;
  private final byte[] payload;

  private Envelope(PublicKeys openedWith, WireReader in) throws IOException {
    this.openedWith = openedWith;
    this.sender = in.string(MAX_SENDER_BYTES);
    this.signer = VerifyingKey.of(in.raw(VerifyingKey.BYTES));
    this.replyTo = SealingPublicKey.of(in.raw(SealingPublicKey.BYTES));
    this.payload = in.bytes(MAX_BYTES);
    in.end();
  }

  /**
   * Who sends.
   *
   * @param name as in the manifest
   */
  public record Sender(String name, MemberKeys keys) {}

  /**
   * Signs and seals {@code payload}.
   *
   * @throws IllegalArgumentException if the object would be longer than {@link #MAX_BYTES}
   */
  public static byte[] seal(
      ObjectKind kind, Sender sender, SealingPublicKey recipient, byte[] payload) {
    byte[] header = preamble(kind);
    byte[] signed =
        written(
            out -> {
              out.string(sender.name());
              out.raw(sender.keys().signing().verifyingKey().toBytes());
              out.raw(sender.keys().sealing().publicKey().toBytes());
              out.bytes(payload);
            });
    byte[] inside =
        written(
            out -> {
              out.raw(sender.keys().signing().sign(kind.label(), signed));
              out.bytes(signed);
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
   * Opens a sealed message with whichever of the recipient's keys it was sealed to, and confirms
   * that it was signed with the key that it names. Whether that is a key of the sender whom it
   * names, the manifest must tell.
   *
   * @throws WireFormatException if it is not an object of {@code kind} sealed to {@code recipient}
   *     and signed
   */
  public static Envelope open(ObjectKind kind, OwnKeys recipient, byte[] object) {
    byte[] header = preamble(kind);
    if (object.length > MAX_BYTES) {
      throw new WireFormatException("Sealed object is too long");
    }
    try {
      Preamble.read(new WireReader(new ByteArrayInputStream(object)), kind);
      byte[] sealed = Arrays.copyOfRange(object, header.length, object.length);
      return open(kind, recipient, header, sealed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Message with a key that is none");
    }
  }

  private static Envelope open(ObjectKind kind, OwnKeys recipient, byte[] header, byte[] sealed)
      throws IOException {
    WireFormatException failure = new WireFormatException("Sealed object does not open");
    for (MemberKeys keys : recipient.all()) {
      byte[] inside;
      try {
        inside = keys.sealing().open(kind, header, sealed);
      } catch (WireFormatException e) {
        failure = e;
        continue;
      }
      return verified(kind, keys, inside);
    }
    throw failure;
  }

  private static Envelope verified(ObjectKind kind, MemberKeys openedWith, byte[] inside)
      throws IOException {
    ByteArrayInputStream rest = new ByteArrayInputStream(inside);
    WireReader in = new WireReader(rest);
    byte[] signature = in.raw(VerifyingKey.SIGNATURE_BYTES);
    byte[] signed = in.bytes(MAX_BYTES);
    requireZeros(rest);
    Envelope envelope =
        new Envelope(openedWith.publicKeys(), new WireReader(new ByteArrayInputStream(signed)));
    if (!envelope.signer.verifies(kind.label(), signed, signature)) {
      throw new WireFormatException("Signature does not verify");
    }
    return envelope;
  }

  private static void requireZeros(ByteArrayInputStream padding) {
    for (byte next : padding.readAllBytes()) {
      if (next != 0) {
        throw new WireFormatException("Padding is not zero");
      }
    }
  }

  /** The recipient's own keys to which it was sealed. */
  public PublicKeys openedWith() {
    return openedWith;
  }

  /** Who claims to have sent this. */
  public String claimedSender() {
    return sender;
  }

  /** The key that signed this: of whom, is for the manifest to say. */
  public VerifyingKey signer() {
    return signer;
  }

  /** To which key whoever signed this wants to be answered. */
  public SealingPublicKey replyTo() {
    return replyTo;
  }

  /** Returns what {@link #signer} signed: good only to find out who that should be. */
  public byte[] unattributedPayload() {
    return payload.clone();
  }

  /**
   * Returns the payload that {@code expected} signed.
   *
   * @throws WireFormatException if another signed it
   */
  public byte[] payload(VerifyingKey expected) {
    if (!signer.equals(expected)) {
      throw new WireFormatException("Signed with another key");
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
