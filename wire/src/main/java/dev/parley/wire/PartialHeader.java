// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * What a partial or merged object says of itself in the clear: which query it answers, whose rows
 * are in it, and how its ciphertexts are laid out. Names and sizes only; the cloud may read it.
 */
public final class PartialHeader {
  /** Bytes of a SHA-256 digest. */
  public static final int DIGEST_BYTES = 32;

  /** Bytes of a query id. */
  public static final int QUERY_ID_BYTES = 16;

  private static final int MAX_NAME_BYTES = 256;
  private static final int MAX_NODES = 4096;
  private static final int MAX_MODULUS_BYTES = 1024;
  private static final int MAX_CIPHERTEXTS = 4096;

  private final Binding binding;
  private final List<String> contributors;
  private final int minOwners;
  private final BigInteger modulus;
  private final int ciphertextsPerGroup;

  /**
   * Describes a partial or merged object.
   *
   * @param binding the query that is answered
   * @param contributors the nodes whose rows are in it, sorted, no name twice
   * @param minOwners the least number of owners that may be merged
   * @param modulus N of the Paillier key under which everything here is encrypted
   * @param ciphertextsPerGroup how many ciphertexts make up one group; 0 if groups are sealed rows
   */
  public PartialHeader(
      Binding binding,
      List<String> contributors,
      int minOwners,
      BigInteger modulus,
      int ciphertextsPerGroup) {
    this.binding = binding;
    this.contributors = Collections.unmodifiableList(new ArrayList<>(contributors));
    this.minOwners = minOwners;
    this.modulus = modulus;
    this.ciphertextsPerGroup = ciphertextsPerGroup;
    requireSortedNames(this.contributors, "contributors");
    if (!new HashSet<>(binding.participants()).containsAll(this.contributors)) {
      throw new WireFormatException("A contributor was not asked");
    }
    if (minOwners < 1
        || minOwners > 0xFFFF
        || ciphertextsPerGroup < 0
        || ciphertextsPerGroup > MAX_CIPHERTEXTS) {
      throw new WireFormatException("Numbers out of bounds in a partial's header");
    }
    if (modulus.signum() < 0
        || modulus.bitLength() < 16
        || modulus.bitLength() > 8 * MAX_MODULUS_BYTES) {
      throw new WireFormatException("Modulus out of bounds in a partial's header");
    }
  }

  public Binding binding() {
    return binding;
  }

  public List<String> contributors() {
    return contributors;
  }

  public int minOwners() {
    return minOwners;
  }

  public BigInteger modulus() {
    return modulus;
  }

  public int ciphertextsPerGroup() {
    return ciphertextsPerGroup;
  }

  /** Bytes of one ciphertext: those of N². */
  public int ciphertextBytes() {
    return (2 * modulus.bitLength() + 7) / 8;
  }

  public void write(WireWriter out, ObjectKind kind) throws IOException {
    Preamble.write(out, kind);
    binding.write(out);
    out.strings(contributors);
    out.u16(minOwners);
    out.bytes(UnsignedBytes.of(modulus, (modulus.bitLength() + 7) / 8));
    out.u16(ciphertextsPerGroup);
  }

  /**
   * Reads a header of {@code kind}.
   *
   * @throws WireFormatException if it is not one
   */
  public static PartialHeader read(WireReader in, ObjectKind kind) throws IOException {
    Preamble.read(in, kind);
    Binding binding = Binding.read(in);
    List<String> contributors = in.strings(MAX_NODES, MAX_NAME_BYTES);
    int minOwners = in.u16();
    byte[] modulusBytes = in.bytes(MAX_MODULUS_BYTES);
    if (modulusBytes.length == 0 || modulusBytes[0] == 0) {
      throw new WireFormatException("Modulus with leading zeros");
    }
    BigInteger modulus = UnsignedBytes.toInteger(modulusBytes);
    return new PartialHeader(binding, contributors, minOwners, modulus, in.u16());
  }

  static void requireSortedNames(List<String> names, String what) {
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        throw new WireFormatException(
            "Names of " + what + " are not sorted, or one is there twice");
      }
    }
    if (names.isEmpty()) {
      throw new WireFormatException("No " + what);
    }
  }

  /** Which query an object belongs to: equal for all partials that may be merged. */
  public static final class Binding {
    private final String federation;
    private final String analyst;
    private final byte[] queryId;
    private final byte[] digest;
    private final List<String> participants;
    private final long expiryEpochSecond;

    /**
     * Binds an object to a query.
     *
     * @param queryId {@value #QUERY_ID_BYTES} random bytes
     * @param digest SHA-256 of the sub-query that all participants answer
     * @param participants the nodes that were asked, sorted, no name twice
     * @param expiryEpochSecond when the query ends, in seconds since 1970
     */
    public Binding(
        String federation,
        String analyst,
        byte[] queryId,
        byte[] digest,
        List<String> participants,
        long expiryEpochSecond) {
      this.federation = federation;
      this.analyst = analyst;
      this.queryId = queryId.clone();
      this.digest = digest.clone();
      this.participants = Collections.unmodifiableList(new ArrayList<>(participants));
      this.expiryEpochSecond = expiryEpochSecond;
      if (queryId.length != QUERY_ID_BYTES || digest.length != DIGEST_BYTES) {
        throw new WireFormatException("Query id or digest of a wrong length");
      }
      requireSortedNames(this.participants, "participants");
    }

    public String federation() {
      return federation;
    }

    public String analyst() {
      return analyst;
    }

    public byte[] queryId() {
      return queryId.clone();
    }

    public byte[] digest() {
      return digest.clone();
    }

    public List<String> participants() {
      return participants;
    }

    public long expiryEpochSecond() {
      return expiryEpochSecond;
    }

    void write(WireWriter out) throws IOException {
      out.string(federation);
      out.string(analyst);
      out.raw(queryId);
      out.raw(digest);
      out.strings(participants);
      out.i64(expiryEpochSecond);
    }

    static Binding read(WireReader in) throws IOException {
      return new Binding(
          in.string(MAX_NAME_BYTES),
          in.string(MAX_NAME_BYTES),
          in.raw(QUERY_ID_BYTES),
          in.raw(DIGEST_BYTES),
          in.strings(MAX_NODES, MAX_NAME_BYTES),
          in.i64());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binding && sameAs((Binding) other);
    }

    private boolean sameAs(Binding other) {
      return federation.equals(other.federation)
          && analyst.equals(other.analyst)
          && Arrays.equals(queryId, other.queryId)
          && Arrays.equals(digest, other.digest)
          && participants.equals(other.participants)
          && expiryEpochSecond == other.expiryEpochSecond;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(queryId);
    }
  }
}
